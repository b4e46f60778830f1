package org.likeness.core.embedding;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.likeness.core.file.Sha256;

/**
 * The id of an embedding space: the hash of the graph, the weights and the part of the specification that affects embeddings. Embeddings,
 * thresholds and galleries carry it; different spaces are never mixed.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record EncoderId(String sha256) {
    private static final String MIRRORED = "likeness-mirror-1:";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public EncoderId {
        if (!HEX.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "encoder id \"%s\": 64 hexadecimal digits are expected", sha256));
        }
    }

    /** The space of embeddings that are means with the mirror image's: {@link MirrorEncoder}. */
    public EncoderId mirrored() {
        return new EncoderId(Sha256.of((MIRRORED + sha256).getBytes(StandardCharsets.US_ASCII)));
    }

    /** The first eight digits, for messages. */
    public String brief() {
        return sha256.substring(0, 8);
    }

    @Override
    public String toString() {
        return sha256;
    }
}
