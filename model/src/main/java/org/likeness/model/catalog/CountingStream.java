package org.likeness.model.catalog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.likeness.core.file.Sha256;

/** Counts and hashes the bytes that are read, and stops one byte after a limit. */
final class CountingStream extends FilterInputStream {
    /** Bytes of the largest file that is taken, where the catalog states no size. */
    static final long LARGEST = 2L << 30;

    private final MessageDigest digest = Sha256.digest();
    private final long most;
    private final byte[] start;
    private long bytes;

    /**
     * @param most   bytes that are wanted
     * @param looked how many of the first bytes are kept
     */
    CountingStream(InputStream in, long most, int looked) {
        super(in);
        this.most = most;
        this.start = new byte[looked];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, most + 1 - bytes);
        int count = wanted == 0 && length > 0 ? -1 : super.read(target, offset, wanted);
        if (count > 0) {
            digest.update(target, offset, count);
            for (int i = 0; i < count && bytes + i < start.length; i++) {
                start[(int) bytes + i] = target[offset + i];
            }
            bytes += count;
        }
        return count;
    }

    long bytes() {
        return bytes;
    }

    byte[] start() {
        return Arrays.copyOf(start, (int) Math.min(bytes, start.length));
    }

    /** Of what was read so far; to be asked once. */
    String sha256() {
        return Sha256.hex(digest);
    }
}
