package org.likeness.api.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a service is reached.
 *
 * @param address       of the service, without a slash at its end
 * @param key           access key; empty for a service that needs none
 * @param tls           whose certificates are trusted; null for those of the JDK
 * @param connectWithin for a connection
 * @param answerWithin  from the request to the end of the answer
 * @param answerBytes   no answer is longer
 * @param backoff       waits before repetitions
 * @param pause         waits
 */
record ClientSettings(
        URI address,
        Optional<String> key,
        @Nullable SSLContext tls,
        Duration connectWithin,
        Duration answerWithin,
        long answerBytes,
        Backoff backoff,
        Pause pause) {

    /** Waits; tests do not. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** Does not reveal the key. */
    @Override
    public String toString() {
        return "ClientSettings[address=" + address + "]";
    }
}
