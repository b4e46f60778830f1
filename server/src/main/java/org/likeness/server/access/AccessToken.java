package org.likeness.server.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client shows: {@code likeness_ID_SECRET}, 65 characters. Its prefix is for programs that search for secrets in published files.
 *
 * @param id     of the key, 12 characters, 60 bits
 * @param secret 43 characters of Base64 for URLs, 256 bits
 */
record AccessToken(String id, String secret) {
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;

    /** Crockford's Base32 in lower case: no character that is mistaken for another one. */
    private static final String ID_CHARACTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final Pattern ID = Pattern.compile("[" + ID_CHARACTERS + "]{" + ID_LENGTH + "}");
    private static final Pattern TOKEN = Pattern.compile("likeness_(" + ID + ")_([A-Za-z0-9_-]{43})");
    private static final int LENGTH = 65;

    /** A new one. */
    static AccessToken random(SecureRandom random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new AccessToken(
                id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Nothing if the text does not have the form of a token. */
    static Optional<AccessToken> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        Matcher parts = TOKEN.matcher(text);
        return parts.matches() ? Optional.of(new AccessToken(parts.group(1), parts.group(2))) : Optional.empty();
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    String text() {
        return "likeness_" + id + "_" + secret;
    }

    /** Does not reveal the secret. */
    @Override
    public String toString() {
        return "the token of access key " + id;
    }
}
