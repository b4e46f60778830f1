package org.likeness.server.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.likeness.server.access.AccessKey;

/**
 * What a browser shows in place of an access key.
 *
 * @param id        its cookie, a secret of 256 bits
 * @param formToken a secret of 256 bits that each form of the page sends, and that no other site's page knows
 * @param key       that somebody signed in with; empty on this machine as long as no key exists
 */
public record Session(String id, String formToken, Optional<AccessKey> key) {
    /** Whether a form has sent the token. Takes the same time for every wrong one. */
    public boolean isFormToken(String sent) {
        return MessageDigest.isEqual(formToken.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Does not reveal the secrets. */
    @Override
    public String toString() {
        return "session of " + key.map(known -> "access key " + known.id()).orElse("this machine");
    }
}
