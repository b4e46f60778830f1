package org.likeness.core.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** Embeddings as they are stored: IEEE 754 single precision, little-endian, without a header. */
public final class EmbeddingBytes {
    private EmbeddingBytes() {}

    /**
     * The bytes of an embedding.
     *
     * @param values [D]
     * @return [4 D]
     */
    public static byte[] of(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    /**
     * An embedding from its bytes.
     *
     * @param bytes [4 D], D at least 1
     * @return [D]; finite or not
     * @throws IllegalArgumentException if their number is 0 or not a multiple of four
     */
    public static float[] values(byte[] bytes) {
        if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "an embedding of %d bytes: a multiple of four is expected, at least 4", bytes.length));
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
