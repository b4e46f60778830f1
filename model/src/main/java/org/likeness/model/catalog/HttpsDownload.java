package org.likeness.model.catalog;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Downloads a file to a temporary file beside its destination, so that an interrupted download can be resumed. The proxy is that of Java's
 * settings or of {@code https_proxy} and {@code no_proxy}.
 */
final class HttpsDownload {
    private static final int SECONDS = 30; // of silence, until a server counts as gone
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final Proxies proxies;

    HttpsDownload(Proxies proxies) {
        this.proxies = proxies;
    }

    /**
     * Downloads into a file, or goes on with one.
     *
     * @param address where from
     * @param part    what is there of it already, if anything
     * @param most    bytes that are wanted; one more ends the download
     * @throws IOException if it does not come to its end; what came is kept
     */
    void into(URI address, Path part, long most) throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        HttpURLConnection connection = open(address, have);
        try {
            int status = connection.getResponseCode();
            if (status == RANGE_NOT_SATISFIABLE && have > 0) {
                Files.delete(part);
                into(address, part, most);
                return;
            }
            boolean goesOn = status == HttpURLConnection.HTTP_PARTIAL && continues(connection, have);
            if (status != HttpURLConnection.HTTP_OK && !goesOn) {
                throw new IOException(String.format(Locale.ROOT, "%s answers with HTTP %d", address, status));
            }
            try (InputStream body = connection.getInputStream();
                    OutputStream out = new FileOutputStream(part.toFile(), goesOn)) {
                long wanted = most + 1 - (goesOn ? have : 0);
                long came = copy(body, out, wanted);
                if (came < Math.min(wanted, connection.getContentLengthLong())) { // Java itself ends in silence here
                    throw new IOException("the connection ended early");
                }
            }
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(URI address, long have) throws IOException {
        URLConnection opened = proxies.open(address);
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException(String.format(Locale.ROOT, "%s is no web address", address));
        }
        connection.setConnectTimeout(SECONDS * 1000);
        connection.setReadTimeout(SECONDS * 1000);
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (have > 0) {
            connection.setRequestProperty("Range", "bytes=" + have + "-");
        }
        return connection;
    }

    private static boolean continues(HttpURLConnection connection, long have) {
        String range = connection.getHeaderField("Content-Range");
        return have > 0 && range != null && range.startsWith("bytes " + have + "-");
    }

    private static long copy(InputStream body, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long came = 0;
        while (came < most) {
            int count = body.read(buffer, 0, (int) Math.min(buffer.length, most - came));
            if (count < 0) {
                break;
            }
            out.write(buffer, 0, count);
            came += count;
        }
        return came;
    }
}
