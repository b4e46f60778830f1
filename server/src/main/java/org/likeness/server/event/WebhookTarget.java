package org.likeness.server.event;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.likeness.core.LikenessException;

/**
 * Where events are sent, and how they are signed.
 *
 * @param address HTTPS, or HTTP to this machine
 */
public record WebhookTarget(URI address, WebhookSecret secret) {
    /** @throws LikenessException if events cannot be sent there safely */
    public WebhookTarget {
        boolean isSafe = address.getHost() != null
                && address.getUserInfo() == null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && isThisMachine(address.getHost())));
        if (!isSafe) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "webhook %s: https://host/…, or http:// to this machine, without a user's name is expected",
                    address));
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
