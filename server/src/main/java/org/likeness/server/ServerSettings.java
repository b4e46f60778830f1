package org.likeness.server;

import java.time.Duration;
import java.util.Locale;
import org.likeness.server.http.RequestLimits;

/**
 * Where the service listens, and its bounds.
 *
 * @param host        an address of this machine, or a name
 * @param port        0 for any that is free
 * @param limits      of requests
 * @param connections that are served at one time, 8 or more; others wait
 * @param idle        after which a connection without any byte is closed
 * @param stopping    the longest time that requests may take to be finished when the service stops
 */
public record ServerSettings(
        String host, int port, RequestLimits limits, int connections, Duration idle, Duration stopping) {
    /** This machine alone, port 8080. */
    public static final ServerSettings USUAL = new ServerSettings(
            "127.0.0.1", 8080, RequestLimits.USUAL, 64, Duration.ofSeconds(30), Duration.ofSeconds(20));

    private static final int FEWEST_CONNECTIONS = 8; // the server's own threads are among them

    public ServerSettings {
        if (port < 0 || port > 65_535 || connections < FEWEST_CONNECTIONS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "port %d, %d connections: a port of 0 to 65535 and at least %d connections are expected",
                    port,
                    connections,
                    FEWEST_CONNECTIONS));
        }
    }

    /** The same at another address. */
    public ServerSettings at(String otherHost, int otherPort) {
        return new ServerSettings(otherHost, otherPort, limits, connections, idle, stopping);
    }

    /** The same with other bounds of requests. */
    public ServerSettings within(RequestLimits others) {
        return new ServerSettings(host, port, others, connections, idle, stopping);
    }
}
