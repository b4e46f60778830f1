package org.likeness.core.evaluation.baseline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.likeness.core.embedding.EncoderId;

/** Names the spaces of the baselines: what decides where a picture lands is hashed. */
final class Spaces {
    private Spaces() {}

    static EncoderId of(String description) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(description.getBytes(StandardCharsets.UTF_8));
            return new EncoderId(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
