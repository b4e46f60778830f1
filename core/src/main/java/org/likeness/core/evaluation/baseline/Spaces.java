package org.likeness.core.evaluation.baseline;

import java.nio.charset.StandardCharsets;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.Sha256;

/** Names the spaces of the baselines: what decides where a picture lands is hashed. */
final class Spaces {
    private Spaces() {}

    static EncoderId of(String description) {
        return new EncoderId(Sha256.of(description.getBytes(StandardCharsets.UTF_8)));
    }
}
