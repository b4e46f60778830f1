package org.likeness.server.listen;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.likeness.core.LikenessException;

/**
 * Where the service listens.
 *
 * @param host    an address of this machine, or a name
 * @param port    0 for any that is free
 * @param tls     empty for HTTP without encryption
 * @param proxies addresses or networks of the proxies whose {@code X-Forwarded-…} headers are believed
 */
public record Listening(String host, int port, Optional<TlsKeyStore> tls, List<String> proxies) {
    /** The largest port. */
    public static final int MOST_PORT = 65_535;

    private static final long DAYS_OF_HTTPS = 365; // Strict-Transport-Security

    public Listening {
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "port %d: 0 to %d is expected", port, MOST_PORT));
        }
        proxies = List.copyOf(proxies);
    }

    /** HTTP without encryption, no proxy. */
    public static Listening at(String host, int port) {
        return new Listening(host, port, Optional.empty(), List.of());
    }

    /** The same with TLS. */
    public Listening with(TlsKeyStore keyStore) {
        return new Listening(host, port, Optional.of(keyStore), proxies);
    }

    /** The same behind proxies. */
    public Listening behind(List<String> addresses) {
        return new Listening(host, port, tls, addresses);
    }

    /** The beginning of its addresses. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /**
     * Whether only this machine can reach it.
     *
     * @throws LikenessException if the host has no address
     */
    public boolean isLocal() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "host %s: it has no address", host), e);
        }
    }

    /**
     * Sees that it can be used.
     *
     * @throws LikenessException if the key store or a proxy's address is none
     */
    public void require() {
        tls.ifPresent(TlsKeyStore::require);
        TrustedProxies.of(proxies);
    }

    /**
     * Accepts connections for a server.
     *
     * @param idle after which a connection without any byte is closed
     */
    public ServerConnector connector(Server server, HttpConfiguration http, Duration idle) {
        if (!proxies.isEmpty()) {
            http.addCustomizer(TrustedProxies.of(proxies));
        }
        ServerConnector connector = tls.map(keyStore -> {
                    SslContextFactory.Server contexts = keyStore.contexts();
                    server.addBean(new KeyStoreScanner(contexts));
                    SecureRequestCustomizer secure = new SecureRequestCustomizer(false);
                    secure.setStsMaxAge(DAYS_OF_HTTPS, TimeUnit.DAYS);
                    secure.setStsIncludeSubDomains(true);
                    http.addCustomizer(secure);
                    return new ServerConnector(
                            server, new SslConnectionFactory(contexts, "http/1.1"), new HttpConnectionFactory(http));
                })
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idle.toMillis());
        return connector;
    }
}
