package org.likeness.server.http;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request says about who sends it.
 *
 * @param address of the client
 * @param token   the access key, from {@code Authorization: Bearer …}
 * @param session the id of a session, from the cookie
 * @param scheme  {@code http} or {@code https}
 * @param host    that the client means to speak to, with or without a port
 * @param origin  the page that makes a browser send it; empty without a browser
 */
record Presented(
        String address,
        Optional<String> token,
        Optional<String> session,
        String scheme,
        Optional<String> host,
        Optional<String> origin) {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]*]|[^:\\[\\]]*)(:[0-9]*)?");
    private static final int NETWORK_BYTES = 8;
    private static final String BEARER = "bearer ";
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    static Presented of(Context context) {
        return new Presented(
                context.ip(),
                Optional.ofNullable(context.header("Authorization"))
                        .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(text -> text.substring(BEARER.length()).strip()),
                SessionCookie.of(context),
                context.scheme(),
                Optional.ofNullable(context.header("Host")),
                Optional.ofNullable(context.header("Origin")));
    }

    boolean isFromThisMachine() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // an address: no name is looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The address as far as one client can hardly change it: an IPv6 address without its second half. */
    String network() {
        return network(address);
    }

    static String network(String address) {
        try {
            InetAddress known = InetAddress.getByName(address);
            return known instanceof Inet6Address
                    ? HexFormat.of().formatHex(known.getAddress(), 0, NETWORK_BYTES)
                    : known.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    /**
     * Whether a page of another site makes the browser of this machine send it: its origin is another one, or it has given the
     * machine's address a name of its own, so that its origin looks like ours (DNS rebinding).
     */
    boolean isOfAnotherSite() {
        return !host.map(Presented::withoutPort).map(LOCAL_NAMES::contains).orElse(false) || isOfAnotherOrigin();
    }

    /** Whether a page of another origin makes a browser send it. */
    boolean isOfAnotherOrigin() {
        return origin.map(page -> !page.equals(scheme + "://" + host.orElse("")))
                .orElse(false);
    }

    private static String withoutPort(String host) {
        Matcher parts = HOST.matcher(host);
        return parts.matches() ? parts.group(1) : "";
    }
}
