package org.likeness.server.http;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How often may be asked.
 *
 * @param perSecond  requests of one key, and of one address; empty for as many as can be answered. Twice as many are answered at once after a
 *                   pause
 * @param wrongKeys  that one address may show a minute, 1 or more; further ones are refused without being looked at
 */
public record RequestRates(OptionalDouble perSecond, int wrongKeys) {
    /** As many requests as can be answered, ten wrong keys a minute. */
    public static final RequestRates USUAL = new RequestRates(OptionalDouble.empty(), 10);

    public RequestRates {
        if ((perSecond.isPresent() && !(perSecond.getAsDouble() > 0)) || wrongKeys < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s requests a second, %d wrong keys a minute: above 0 and at least 1 are expected",
                    perSecond,
                    wrongKeys));
        }
    }

    /** The limit of a key, and of an address. */
    Optional<RateLimit> requests() {
        if (perSecond.isEmpty()) {
            return Optional.empty();
        }
        double rate = perSecond.getAsDouble();
        return Optional.of(new RateLimit(rate, (int) Math.max(1, Math.ceil(2 * rate)), System::nanoTime));
    }
}
