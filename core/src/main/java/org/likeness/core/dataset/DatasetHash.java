package org.likeness.core.dataset;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.file.Sha256;

/**
 * The hash of a data set for provenance. It is the SHA-256 of one line per picture, {@code sha256(content)<SPACE><SPACE>name<LF>}, in the
 * order of the names' UTF-8 bytes; for a folder these lines are the output of {@code sha256sum}. The name of the data set and the order of
 * identities are not included.
 */
public final class DatasetHash {
    private DatasetHash() {}

    /**
     * Reads every picture's content once, with as many threads as there are cores: of an identity's pictures by one thread, of identities in
     * about their order, so that what is read fast in sequence is.
     *
     * @return 64 hexadecimal digits
     * @throws org.likeness.core.image.codec.UnreadablePictureException if a picture's bytes cannot be read; whether they decode
     *     does not matter where they are a file's
     */
    public static String of(FaceDataset data) {
        Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
        return of(workers.map(data.identities(), DatasetHash::lines, done -> {}).stream()
                .flatMap(List::stream)
                .toList());
    }

    private static List<Line> lines(Identity identity) {
        return identity.pictures().stream()
                .map(picture -> Line.of(picture.name(), Sha256.digest().digest(picture.content())))
                .toList();
    }

    /** The hash of pictures whose contents have been hashed, in any order. */
    static String of(List<Line> lines) {
        return ofSorted(lines.stream().sorted().iterator());
    }

    /** The hash of pictures whose contents have been hashed, in the order of their lines. */
    public static String ofSorted(Iterator<Line> lines) {
        MessageDigest whole = Sha256.digest();
        lines.forEachRemaining(line -> {
            whole.update((HexFormat.of().formatHex(line.digest()) + "  ").getBytes(StandardCharsets.US_ASCII));
            whole.update(line.name());
            whole.update((byte) '\n');
        });
        return Sha256.hex(whole);
    }

    /**
     * What stands for a picture; some 110 bytes of memory while the set is hashed. Lines are ordered by the bytes of their names.
     */
    public static final class Line implements Comparable<Line>, Serializable {
        private static final long serialVersionUID = 1;

        private final byte[] name;
        private final byte[] digest;

        /**
         * @param name   in UTF-8
         * @param digest SHA-256 of the content
         */
        Line(byte[] name, byte[] digest) {
            this.name = name;
            this.digest = digest;
        }

        byte[] name() {
            return name;
        }

        byte[] digest() {
            return digest;
        }

        /** @param digest SHA-256 of the content; shared */
        public static Line of(String name, byte[] digest) {
            return new Line(name.getBytes(StandardCharsets.UTF_8), digest);
        }

        @Override
        public int compareTo(Line other) {
            return Arrays.compareUnsigned(name, other.name);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Line line && Arrays.equals(name, line.name);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(name);
        }
    }
}
