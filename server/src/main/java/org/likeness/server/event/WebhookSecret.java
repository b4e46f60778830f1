package org.likeness.server.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.likeness.core.LikenessException;

/**
 * Signs what a webhook sends as <a href="https://www.standardwebhooks.com/">Standard Webhooks</a> say, so that the receiver can verify it with
 * a library: HMAC-SHA256 of the id, the time and the body.
 */
public final class WebhookSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24; // Standard Webhooks: 24 to 64

    private final SecretKeySpec key;

    private WebhookSecret(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Reads a secret.
     *
     * @param text {@code whsec_} and at least 24 bytes in Base64
     * @throws LikenessException if it has another form; the message does not reveal it
     */
    public static WebhookSecret parse(String text) {
        try {
            byte[] secret =
                    text.startsWith(PREFIX) ? Base64.getDecoder().decode(text.substring(PREFIX.length())) : new byte[0];
            if (secret.length >= FEWEST_BYTES) {
                return new WebhookSecret(secret);
            }
        } catch (IllegalArgumentException e) {
            // no Base64: refused below, without the text
        }
        throw LikenessException.invalid(String.format(
                Locale.ROOT,
                "the secret of a webhook is none: %s and at least %d random bytes in Base64 are expected",
                PREFIX,
                FEWEST_BYTES));
    }

    /** The value of the header {@code webhook-signature}. */
    String signature(String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] code = mac.doFinal((id + '.' + seconds + '.' + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
