package org.likeness.model.importing.pytorch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A file as {@code torch.save(model.state_dict(), f)} writes it, in both forms, with room for lies. */
public final class SavedStateDict {
    private static final byte[] MAGIC = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19,
        0x2e
    };

    /** Bytes of a storage, and what its pickle says of it. */
    private static final class Stored {
        private final String type;
        private final long elements;
        private final byte[] bytes;

        private Stored(String type, long elements, byte[] bytes) {
            this.type = type;
            this.elements = elements;
            this.bytes = bytes;
        }

        public String type() {
            return type;
        }

        public long elements() {
            return elements;
        }

        public byte[] bytes() {
            return bytes;
        }
    }

    private static final class Tensor {
        private final String name;
        private final String storage;
        private final long offset;
        private final long[] shape;
        private final long[] strides;
        private final boolean parameter;

        private Tensor(String name, String storage, long offset, long[] shape, long[] strides, boolean parameter) {
            this.name = name;
            this.storage = storage;
            this.offset = offset;
            this.shape = shape;
            this.strides = strides;
            this.parameter = parameter;
        }

        public String name() {
            return name;
        }

        public String storage() {
            return storage;
        }

        public long offset() {
            return offset;
        }

        public long[] shape() {
            return shape;
        }

        public long[] strides() {
            return strides;
        }

        public boolean parameter() {
            return parameter;
        }
    }

    private final Map<String, Stored> storages = new TreeMap<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<String, byte[]> extras = new LinkedHashMap<>();
    private boolean littleEndian = true;

    /** @param type such as "Float" */
    SavedStateDict storage(String key, String type, long elements, byte[] bytes) {
        storages.put(key, new Stored(type, elements, bytes));
        return this;
    }

    SavedStateDict floats(String key, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return storage(key, "Float", values.length, bytes.array());
    }

    SavedStateDict tensor(String name, String storage, long offset, long[] shape, long... strides) {
        tensors.add(new Tensor(name, storage, offset, shape, strides, false));
        return this;
    }

    SavedStateDict parameter(String name, String storage, long[] shape, long... strides) {
        tensors.add(new Tensor(name, storage, 0, shape, strides, true));
        return this;
    }

    /** A whole tensor of its own storage. */
    public SavedStateDict tensor(String name, long[] shape, float... values) {
        String key = Integer.toString(storages.size());
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return floats(key, values).tensor(name, key, 0, shape, strides);
    }

    /** One more entry of the archive. */
    SavedStateDict extra(String name, String content) {
        extras.put(name, content.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    SavedStateDict bigEndian() {
        littleEndian = false;
        return extra("net/byteorder", "big");
    }

    /** The dictionary's opcodes, to be put into a pickle. */
    void write(PickleWriter pickle, boolean legacy) {
        pickle.ordered().letters("(");
        for (Tensor tensor : tensors) {
            Stored stored = Objects.requireNonNull(storages.get(tensor.storage()));
            pickle.text(tensor.name());
            if (tensor.parameter()) {
                pickle.global("torch._utils", "_rebuild_parameter").letters("(");
            }
            pickle.global("torch._utils", "_rebuild_tensor_v2").letters("((");
            pickle.text("storage")
                    .global("torch", stored.type() + "Storage")
                    .text(tensor.storage())
                    .text("cpu")
                    .whole(stored.elements())
                    .letters(legacy ? "NtQ" : "tQ");
            pickle.whole(tensor.offset()).tuple(tensor.shape()).tuple(tensor.strides());
            pickle.bytes(0x89).ordered().letters("tR");
            if (tensor.parameter()) {
                pickle.bytes(0x88).ordered().letters("tR");
            }
        }
        pickle.letters("u}").text("_metadata").ordered().letters("sb");
    }

    private byte[] pickle(boolean legacy) {
        PickleWriter pickle = new PickleWriter();
        write(pickle, legacy);
        return pickle.done();
    }

    /** The form since 1.6. */
    public byte[] zip() {
        return zip(pickle(false));
    }

    byte[] zip(byte[] pickle) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "net/data.pkl", pickle);
            for (Map.Entry<String, Stored> storage : storages.entrySet()) {
                add(zip, "net/data/" + storage.getKey(), storage.getValue().bytes());
            }
            for (Map.Entry<String, byte[]> extra : extras.entrySet()) {
                add(zip, extra.getKey(), extra.getValue());
            }
            add(zip, "net/version", new byte[] {'3', '\n'});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** The form before 1.6. */
    public byte[] legacy() {
        return legacy(pickle(true));
    }

    byte[] legacy(byte[] pickle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.writeBytes(new PickleWriter().whole(1001).done());
        out.writeBytes(new PickleWriter()
                .letters("}(")
                .text("little_endian")
                .bytes(littleEndian ? 0x88 : 0x89)
                .letters("u")
                .done());
        out.writeBytes(pickle);
        PickleWriter keys = new PickleWriter().letters("](");
        storages.keySet().forEach(keys::text);
        out.writeBytes(keys.letters("e").done());
        storages.values().forEach(storage -> {
            out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(storage.elements())
                    .array());
            out.writeBytes(storage.bytes());
        });
        return out.toByteArray();
    }
}
