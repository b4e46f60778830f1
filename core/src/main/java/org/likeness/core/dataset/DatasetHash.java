package org.likeness.core.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.likeness.core.file.Sha256;

/**
 * A data set's hash for provenance: what was learnt from, to the byte. It is the SHA-256 of one line a picture, {@code
 * sha256(content)<SPACE><SPACE>name<LF>}, in the order of the names' UTF-8 bytes; for a folder's pictures that is what
 * {@code sha256sum} prints, itself hashed. The data set's own name and the order of identities do not enter.
 */
public final class DatasetHash {
    private DatasetHash() {}

    /**
     * Reads every picture's content once.
     *
     * @return 64 hexadecimal digits
     * @throws org.likeness.core.image.UnreadablePictureException if a picture's bytes cannot be read; whether they decode
     *     does not matter where they are a file's
     */
    public static String of(FaceDataset data) {
        Map<String, byte[]> digests = new TreeMap<>();
        for (Identity identity : data.identities()) {
            for (Picture picture : identity.pictures()) {
                digests.put(picture.name(), Sha256.digest().digest(picture.content()));
            }
        }
        return of(digests);
    }

    /**
     * The hash of pictures whose contents have been hashed.
     *
     * @param digests SHA-256 of the content by picture name
     */
    static String of(Map<String, byte[]> digests) {
        MessageDigest whole = Sha256.digest();
        digests.entrySet().stream()
                .map(entry -> new Line(entry.getKey().getBytes(StandardCharsets.UTF_8), entry.getValue()))
                .sorted(Comparator.comparing(Line::name, Arrays::compareUnsigned))
                .forEach(line -> {
                    whole.update((HexFormat.of().formatHex(line.digest()) + "  ").getBytes(StandardCharsets.US_ASCII));
                    whole.update(line.name());
                    whole.update((byte) '\n');
                });
        return Sha256.hex(whole);
    }

    private record Line(byte[] name, byte[] digest) {}
}
