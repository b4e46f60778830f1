package org.likeness.server.access;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A hash of a secret that takes its time. */
@FunctionalInterface
interface KeyDerivation {
    /** PBKDF2 with HMAC-SHA256 (RFC 8018). */
    KeyDerivation PBKDF2 = (secret, salt, iterations) -> {
        PBEKeySpec password = new PBEKeySpec(secret.toCharArray(), salt, iterations, SecretHash.BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(password)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        } finally {
            password.clearPassword();
        }
    };

    /**
     * The hash.
     *
     * @param secret     in ASCII
     * @param salt       random bytes
     * @param iterations how often the inner hash is computed, above 0
     * @return {@link SecretHash#BITS} bits
     */
    byte[] derive(String secret, byte[] salt, int iterations);
}
