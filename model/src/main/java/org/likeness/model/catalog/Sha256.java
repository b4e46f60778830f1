package org.likeness.model.catalog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.likeness.core.UserException;

/** SHA-256 of files, also while they are copied. */
public final class Sha256 {
    /** Bytes of the largest file that is taken, where the catalog states no size. */
    static final long LARGEST = 2L << 30;

    private Sha256() {}

    /**
     * Of a whole file, as 64 hexadecimal digits.
     *
     * @throws UserException if it cannot be read
     */
    public static String of(Path file) {
        try (InputStream in = Files.newInputStream(file);
                Counting counting = new Counting(in, Long.MAX_VALUE - 1, 0)) {
            counting.transferTo(OutputStream.nullOutputStream());
            return counting.sha256();
        } catch (IOException e) {
            throw new UserException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Counts and hashes what is read, and ends one byte after the most that is wanted. */
    static final class Counting extends FilterInputStream {
        private final MessageDigest digest = digest();
        private final long most;
        private final byte[] start;
        private long bytes;

        /**
         * @param most   bytes that are wanted
         * @param looked how many of the first bytes are kept
         */
        Counting(InputStream in, long most, int looked) {
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
            return HexFormat.of().formatHex(digest.digest());
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
