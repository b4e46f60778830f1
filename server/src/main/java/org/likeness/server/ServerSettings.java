package org.likeness.server;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.likeness.server.event.WebhookTarget;
import org.likeness.server.http.RequestLimits;
import org.likeness.server.http.RequestRates;
import org.likeness.server.listen.Listening;

/**
 * Where the service listens, and its bounds.
 *
 * @param listening   address, TLS, proxies
 * @param limits      of requests
 * @param rates       of requests
 * @param webhooks    where events are sent
 * @param connections that are served at one time, 8 or more; others wait
 * @param idle        after which a connection without any byte is closed
 * @param stopping    the longest time that requests may take to be finished when the service stops
 */
public record ServerSettings(
        Listening listening,
        RequestLimits limits,
        RequestRates rates,
        List<WebhookTarget> webhooks,
        int connections,
        Duration idle,
        Duration stopping) {
    /** This machine alone, port 8080. */
    public static final ServerSettings USUAL = new ServerSettings(
            Listening.at("127.0.0.1", 8080),
            RequestLimits.USUAL,
            RequestRates.USUAL,
            List.of(),
            64,
            Duration.ofSeconds(30),
            Duration.ofSeconds(20));

    private static final int FEWEST_CONNECTIONS = 8; // the server's own threads are among them

    public ServerSettings {
        webhooks = List.copyOf(webhooks);
        if (connections < FEWEST_CONNECTIONS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d connections: at least %d are expected", connections, FEWEST_CONNECTIONS));
        }
    }

    /** The same at another address. */
    public ServerSettings at(Listening other) {
        return new ServerSettings(other, limits, rates, webhooks, connections, idle, stopping);
    }

    /** The same with other bounds of a request. */
    public ServerSettings within(RequestLimits others) {
        return new ServerSettings(listening, others, rates, webhooks, connections, idle, stopping);
    }

    /** The same with other rates of requests. */
    public ServerSettings within(RequestRates others) {
        return new ServerSettings(listening, limits, others, webhooks, connections, idle, stopping);
    }

    /** The same with webhooks. */
    public ServerSettings telling(List<WebhookTarget> targets) {
        return new ServerSettings(listening, limits, rates, targets, connections, idle, stopping);
    }
}
