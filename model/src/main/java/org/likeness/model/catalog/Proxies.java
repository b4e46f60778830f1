package org.likeness.model.catalog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;

/** Chooses the proxy of an address from the environment variables {@code https_proxy}, {@code http_proxy} and {@code no_proxy}. */
final class Proxies {
    private final Map<String, String> environment;

    /** @param environment variables by name; upper case counts where lower case is not set */
    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Opens a connection; without a proxy in the environment, Java's own settings count. */
    URLConnection open(URI address) throws IOException {
        String stated =
                isExcepted(address.getHost(), variable("no_proxy")) ? null : variable(address.getScheme() + "_proxy");
        return stated == null || stated.isBlank()
                ? address.toURL().openConnection()
                : address.toURL().openConnection(proxy(stated.strip()));
    }

    /** @throws LikenessException if it is no proxy's address */
    static Proxy proxy(String stated) {
        try {
            URI uri = URI.create(stated.contains("://") ? stated : "http://" + stated);
            if (uri.getHost() != null && uri.getUserInfo() == null) {
                return new Proxy(
                        Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()));
            }
        } catch (IllegalArgumentException e) {
            throw refused(stated, e);
        }
        throw refused(stated, null);
    }

    private static LikenessException refused(String stated, @Nullable Throwable cause) {
        String message =
                String.format(Locale.ROOT, "proxy \"%s\": http://host:port without a password is expected", stated);
        return cause == null ? LikenessException.invalid(message) : LikenessException.invalid(message, cause);
    }

    /** Whether a list of hosts and domains, separated by commas, has that host. */
    static boolean isExcepted(String host, @Nullable String list) {
        return list != null
                && Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .anyMatch(name -> name.equals("*")
                                || host.equals(name)
                                || host.endsWith(name.startsWith(".") ? name : "." + name));
    }

    private @Nullable String variable(String name) {
        String lower = environment.get(name);
        return lower != null ? lower : environment.get(name.toUpperCase(Locale.ROOT));
    }
}
