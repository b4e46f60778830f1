package org.likeness.server.http;

import java.util.Locale;

/**
 * What a request may bring, and all of them together. Bodies are kept in memory, never on disk.
 *
 * @param bodyBytes     of one request, 1 or more
 * @param allBodyBytes  of all requests at one time, at least those of one
 * @param pictures      of one request, 1 or more
 */
public record RequestLimits(int bodyBytes, long allBodyBytes, int pictures) {
    /** 32 MB a request, a quarter of Java's memory for all, 32 pictures. */
    public static final RequestLimits USUAL =
            new RequestLimits(32 << 20, Math.max(64 << 20, Runtime.getRuntime().maxMemory() / 4), 32);

    public RequestLimits {
        if (bodyBytes < 1 || pictures < 1 || allBodyBytes < bodyBytes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "bodies of %d bytes, %d together, %d pictures: 1 or more of each are expected, and room for one body",
                    bodyBytes,
                    allBodyBytes,
                    pictures));
        }
    }
}
