package org.likeness.core.image.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads numbers from the bytes of a picture file; past the end it throws {@link IndexOutOfBoundsException}. */
final class ByteReader {
    private final byte[] bytes;
    private final ByteBuffer little;
    private final ByteBuffer big;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
        this.little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.big = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    }

    int length() {
        return bytes.length;
    }

    int u8(int at) {
        return bytes[at] & 0xff;
    }

    int u16Big(int at) {
        return big.getShort(at) & 0xffff;
    }

    int u16Little(int at) {
        return little.getShort(at) & 0xffff;
    }

    int u24Little(int at) {
        return u16Little(at) | u8(at + 2) << 16;
    }

    int i32Little(int at) {
        return little.getInt(at);
    }

    long u32Big(int at) {
        return big.getInt(at) & 0xffff_ffffL;
    }

    long u32Little(int at) {
        return little.getInt(at) & 0xffff_ffffL;
    }

    /** Whether these ASCII characters stand at that place. */
    boolean has(int at, String ascii) {
        if (at < 0 || at + ascii.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != (byte) ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String ascii(int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }
}
