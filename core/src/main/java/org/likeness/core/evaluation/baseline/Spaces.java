package org.likeness.core.evaluation.baseline;

import java.nio.charset.StandardCharsets;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.Sha256;

/** Ids of the embedding spaces of the baselines: hashes of their parameters. */
final class Spaces {
    private Spaces() {}

    static EncoderId of(String description) {
        return new EncoderId(Sha256.of(description.getBytes(StandardCharsets.UTF_8)));
    }
}
