package org.likeness.server.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The salted hash of an access key's secret.
 *
 * @param iterations of the key derivation, 1,000 to 10,000,000
 * @param salt       16 random bytes, in Base64
 * @param hash       32 bytes, in Base64
 */
record SecretHash(int iterations, String salt, String hash) {
    /** Length of a hash. */
    static final int BITS = 256;

    /**
     * Of new keys. The secrets have 256 random bits, and no number of iterations makes them harder to guess than they are: NIST SP 800-63B,
     * §5.1.2.2, asks for one hash from 112 bits on. They bound what a client can cost that tries tokens: 10,000 take a few milliseconds.
     */
    static final int ITERATIONS = 10_000;

    private static final int FEWEST_ITERATIONS = 1_000; // NIST SP 800-132, §5.2
    private static final int MOST_ITERATIONS = 10_000_000; // seconds
    private static final int SALT_BYTES = 16; // NIST SP 800-132, §5.1

    /** What the secret for an unknown id is compared with; no secret is known to have it. */
    static final SecretHash OF_NOBODY =
            new SecretHash(ITERATIONS, encoded(new byte[SALT_BYTES]), encoded(new byte[BITS / Byte.SIZE]));

    /** @throws IllegalArgumentException if a value is out of its range */
    SecretHash {
        if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("iterations are out of range: " + iterations);
        }
        requireBytes(salt, SALT_BYTES);
        requireBytes(hash, BITS / Byte.SIZE);
    }

    private static void requireBytes(String text, int count) {
        if (decoded(text).length != count) {
            throw new IllegalArgumentException("salt or hash does not have " + count + " bytes");
        }
    }

    /** Of a new secret, with a new salt. */
    static SecretHash of(String secret, SecureRandom random, KeyDerivation derivation) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new SecretHash(ITERATIONS, encoded(salt), encoded(derivation.derive(secret, salt, ITERATIONS)));
    }

    /** Whether it is that of a secret; the comparison takes as long for every one. */
    boolean matches(String secret, KeyDerivation derivation) {
        return MessageDigest.isEqual(derivation.derive(secret, decoded(salt), iterations), decoded(hash));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }
}
