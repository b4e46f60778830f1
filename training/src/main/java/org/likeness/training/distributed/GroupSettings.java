package org.likeness.training.distributed;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/**
 * How ranks find each other, and when one is given up.
 *
 * @param token    a secret that all ranks have: others are not let in
 * @param patience how long rank 0 waits for the others, and they for it, until all have joined
 * @param silence  after which a rank that does not beat is lost; 1 second to 1 hour
 */
public record GroupSettings(String token, Duration patience, Duration silence) {
    /** Until all have joined: a machine may start slowly. */
    public static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);

    /** A machine that is busy beats late. */
    public static final Duration USUAL_SILENCE = Duration.ofSeconds(60);

    private static final int TOKEN_BYTES = 16;
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(1);
    private static final Duration MOST_SILENCE = Duration.ofHours(1);

    public GroupSettings {
        if (silence.compareTo(LEAST_SILENCE) < 0 || silence.compareTo(MOST_SILENCE) > 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s without a sign: 1 s to 1 h is expected", silence));
        }
    }

    /** A token that nobody can guess. */
    public static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
