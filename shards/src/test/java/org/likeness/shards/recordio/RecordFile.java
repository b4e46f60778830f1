package org.likeness.shards.recordio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes RecordIO files, slowly and plainly. */
final class RecordFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> index = new ArrayList<>();

    int size() {
        return bytes.size();
    }

    RecordFile picture(int key, float label, byte[] picture) {
        return record(key, header(key, label), picture);
    }

    /** A record about others: record 0 and identity records. */
    RecordFile range(int key, float from, float to) {
        return record(key, header(key, from, to), new byte[0]);
    }

    RecordFile record(int key, byte[] header, byte[] body) {
        index.add(key + "\t" + bytes.size());
        byte[] data = concatenated(header, body);
        List<byte[]> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i + 4 <= data.length; i += 4) {
            if (number(data, i) == RecordReader.MAGIC) {
                parts.add(Arrays.copyOfRange(data, start, i));
                start = i + 4;
            }
        }
        parts.add(Arrays.copyOfRange(data, start, data.length));
        for (int i = 0; i < parts.size(); i++) {
            int kind = parts.size() == 1 ? 0 : i == 0 ? 1 : i == parts.size() - 1 ? 3 : 2;
            part(kind, parts.get(i).length, parts.get(i));
        }
        return this;
    }

    /** A part, whatever it says of its length. */
    RecordFile part(int kind, int length, byte[] data) {
        bytes.writeBytes(words(RecordReader.MAGIC, kind << 29 | length));
        bytes.writeBytes(data);
        bytes.writeBytes(new byte[-data.length & 3]);
        return this;
    }

    RecordFile index(String line) {
        index.add(line);
        return this;
    }

    static byte[] header(long id, float... labels) {
        ByteBuffer header = ByteBuffer.allocate(24 + (labels.length > 1 ? 4 * labels.length : 0))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(labels.length > 1 ? labels.length : 0)
                .putFloat(labels.length > 1 ? 0 : labels[0])
                .putLong(id)
                .putLong(0);
        if (labels.length > 1) {
            for (float label : labels) {
                header.putFloat(label);
            }
        }
        return header.array();
    }

    static byte[] words(int... words) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            buffer.putInt(word);
        }
        return buffer.array();
    }

    static byte[] concatenated(byte[]... arrays) {
        var all = new ByteArrayOutputStream();
        for (byte[] array : arrays) {
            all.writeBytes(array);
        }
        return all.toByteArray();
    }

    private static int number(byte[] data, int at) {
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** With its index. */
    Path write(Path folder) throws IOException {
        Files.writeString(folder.resolve("train.idx"), String.join("\n", index) + "\n", StandardCharsets.US_ASCII);
        return writeAlone(folder);
    }

    Path writeAlone(Path folder) throws IOException {
        return Files.write(folder.resolve("train.rec"), bytes());
    }
}
