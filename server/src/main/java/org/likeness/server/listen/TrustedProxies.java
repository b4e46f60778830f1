package org.likeness.server.listen;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressSet;
import org.likeness.core.LikenessException;

/**
 * Believes {@code X-Forwarded-For}, {@code X-Forwarded-Proto} and {@code X-Forwarded-Host} of the proxies it knows, and of no other client. Of
 * several addresses, the last one that is no such proxy counts: those before it are what the client wrote itself.
 */
final class TrustedProxies implements HttpConfiguration.Customizer {
    private final InetAddressSet proxies = new InetAddressSet();
    private final ForwardedRequestCustomizer forwarded = new ForwardedRequestCustomizer();

    private TrustedProxies() {
        forwarded.setForwardedHeader(null); // RFC 7239: not read
    }

    /**
     * @param addresses of proxies, or networks such as 10.0.0.0/8
     * @throws LikenessException if one is none
     */
    static TrustedProxies of(List<String> addresses) {
        TrustedProxies trusted = new TrustedProxies();
        for (String address : addresses) {
            try {
                trusted.proxies.add(address);
            } catch (IllegalArgumentException e) {
                throw LikenessException.invalid(
                        String.format(
                                Locale.ROOT,
                                "proxy \"%s\": an IP address or a network such as 10.0.0.0/8 is expected",
                                address),
                        e);
            }
        }
        return trusted;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        if (!isProxy(Request.getRemoteAddr(request))) {
            return request;
        }
        HttpFields.Mutable headers = HttpFields.build(request.getHeaders()).remove(HttpHeader.X_FORWARDED_FOR);
        client(request).ifPresent(address -> headers.put(HttpHeader.X_FORWARDED_FOR, address));
        return forwarded.customize(
                new Request.Wrapper(request) {
                    @Override
                    public HttpFields getHeaders() {
                        return headers;
                    }
                },
                responseHeaders);
    }

    /** Empty if none is named, or something else than an address: it is the proxy's own request then. */
    private Optional<String> client(Request request) {
        List<String> path = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
        int last = path.size() - 1;
        while (last > 0 && isProxy(path.get(last))) {
            last--;
        }
        return last < 0 || !isAddress(path.get(last)) ? Optional.empty() : Optional.of(path.get(last));
    }

    /** No name, which would be looked up. */
    private static boolean isAddress(String text) {
        return text.matches("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");
    }

    private boolean isProxy(String address) {
        try {
            return isAddress(address) && proxies.test(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
