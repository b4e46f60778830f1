package org.likeness.server.listen;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
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
        String client = client(request);
        HttpFields headers = client.isEmpty()
                ? request.getHeaders()
                : HttpFields.build(request.getHeaders()).put(HttpHeader.X_FORWARDED_FOR, client);
        return forwarded.customize(
                new Request.Wrapper(request) {
                    @Override
                    public HttpFields getHeaders() {
                        return headers;
                    }
                },
                responseHeaders);
    }

    private String client(Request request) {
        List<String> path = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
        for (int i = path.size() - 1; i > 0; i--) {
            if (!isProxy(path.get(i))) {
                return path.get(i);
            }
        }
        return path.isEmpty() ? "" : path.get(0);
    }

    private boolean isProxy(String address) {
        try {
            return address.matches("[0-9a-fA-F.:\\[\\]]+") // no name is looked up
                    && proxies.test(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
