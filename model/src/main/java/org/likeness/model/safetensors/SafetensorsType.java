package org.likeness.model.safetensors;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.likeness.model.graph.StoredType;
import org.likeness.model.graph.TensorData;

/** The types of tensors, by the format's own names. */
enum SafetensorsType {
    F32(StoredType.FLOAT),
    F64(StoredType.DOUBLE),
    F16(StoredType.HALF),
    BF16(StoredType.BFLOAT16),
    I64(StoredType.LONG),
    I32(StoredType.INT),
    I8(StoredType.SIGNED_BYTE),
    U8(StoredType.UNSIGNED_BYTE),
    BOOL(StoredType.BOOL);

    private final StoredType stored;

    SafetensorsType(StoredType stored) {
        this.stored = stored;
    }

    StoredType stored() {
        return stored;
    }

    static Optional<SafetensorsType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(SafetensorsType::name).collect(Collectors.joining(", "));
    }

    /** What a tensor is written as. */
    static SafetensorsType of(TensorData data) {
        if (data instanceof TensorData.Other other) {
            return switch (other.type()) {
                case FLOAT16 -> F16;
                case DOUBLE -> F64;
                case INT32 -> I32;
                case INT8 -> I8;
                case UINT8 -> U8;
                case BOOL -> BOOL;
            };
        }
        return data instanceof TensorData.Floats ? F32 : I64;
    }
}
