package org.likeness.server.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens that were found to be right, so that the slow hash is computed once for each. Not the tokens are kept but their HMAC-SHA256
 * under a random key, which does not leave this object: how long a look-up takes says nothing about them.
 */
final class RememberedTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final float LOAD = 0.75f;

    private final SecretKeySpec random;
    private final int most;
    private final Map<String, StoredKey> keys;

    /** @param most the most tokens that are kept; the one not seen for the longest time goes first */
    RememberedTokens(SecureRandom source, int most) {
        this(randomKey(source), most);
    }

    private RememberedTokens(SecretKeySpec random, int most) {
        this.random = random;
        this.most = most;
        keys = new LinkedHashMap<>(16, LOAD, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, StoredKey> eldest) {
                return size() > most;
            }
        };
    }

    private static SecretKeySpec randomKey(SecureRandom source) {
        byte[] bytes = new byte[KEY_BYTES];
        source.nextBytes(bytes);
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Those of the keys that are still as they were. */
    RememberedTokens of(Map<String, StoredKey> current) {
        RememberedTokens kept = new RememberedTokens(random, most);
        synchronized (keys) {
            keys.forEach((code, stored) -> {
                if (stored.equals(current.get(stored.key().id()))) {
                    kept.keys.put(code, stored);
                }
            });
        }
        return kept;
    }

    /** The key of a token; nothing if it is not remembered. */
    Optional<AccessKey> find(String token) {
        String code = code(token);
        synchronized (keys) {
            return Optional.ofNullable(keys.get(code)).map(StoredKey::key);
        }
    }

    void remember(String token, StoredKey key) {
        String code = code(token);
        synchronized (keys) {
            keys.put(code, key);
        }
    }

    private String code(String token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(random);
            return Base64.getEncoder().encodeToString(mac.doFinal(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
