package org.likeness.model.importing.pytorch;

import java.util.Arrays;
import java.util.Optional;
import org.likeness.core.pickle.PickleValue;
import org.likeness.model.graph.StoredType;

/** The Python classes and functions that a state dictionary needs. Only their names are used; their behavior is implemented in Java. */
enum KnownClass implements PickleValue.Interpreted {
    ORDERED_DICT("collections", "OrderedDict"),
    REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils", "_rebuild_parameter"),
    FLOAT_STORAGE(StoredType.FLOAT, "FloatStorage"),
    DOUBLE_STORAGE(StoredType.DOUBLE, "DoubleStorage"),
    HALF_STORAGE(StoredType.HALF, "HalfStorage"),
    BFLOAT16_STORAGE(StoredType.BFLOAT16, "BFloat16Storage"),
    LONG_STORAGE(StoredType.LONG, "LongStorage"),
    INT_STORAGE(StoredType.INT, "IntStorage"),
    CHAR_STORAGE(StoredType.SIGNED_BYTE, "CharStorage"),
    BYTE_STORAGE(StoredType.UNSIGNED_BYTE, "ByteStorage"),
    BOOL_STORAGE(StoredType.BOOL, "BoolStorage");

    private final String module;
    private final String className;
    private final Optional<StoredType> elements;

    KnownClass(String module, String className) {
        this.module = module;
        this.className = className;
        this.elements = Optional.empty();
    }

    KnownClass(StoredType elements, String className) {
        this.module = "torch";
        this.className = className;
        this.elements = Optional.of(elements);
    }

    static Optional<KnownClass> named(String module, String className) {
        return Arrays.stream(values())
                .filter(known -> known.module.equals(module) && known.className.equals(className))
                .findFirst();
    }

    /** What lies in a storage of this class, if it is one of storages. */
    Optional<StoredType> elements() {
        return elements;
    }

    @Override
    public String kind() {
        return "the class " + this;
    }

    @Override
    public String toString() {
        return module + "." + className;
    }
}
