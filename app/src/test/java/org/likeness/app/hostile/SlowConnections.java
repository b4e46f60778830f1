package org.likeness.app.hostile;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that send a byte now and then, and never come to an end: so many at all times. Used by one thread. */
public final class SlowConnections implements AutoCloseable {
    private final int port;
    private final int count;
    private final List<Slow> open = new ArrayList<>();
    private final String key;
    private int number;
    private long closed;

    /** A connection and how much of its request it has sent. */
    private static final class Slow {
        private final Socket socket;
        private final byte[] request;
        private int sent;

        private Slow(Socket socket, byte[] request) {
            this.socket = socket;
            this.request = request;
        }
    }

    /**
     * @param port  of this machine
     * @param count at one time
     * @param key   a valid one, with which every second connection is signed
     */
    public SlowConnections(int port, int count, String key) {
        this.port = port;
        this.count = count;
        this.key = key;
    }

    /** Sends a byte on each connection, and opens others for those that the service has closed. */
    public void drip() {
        open.removeIf(slow -> {
            try {
                slow.socket.getOutputStream().write(slow.request[slow.sent++]);
                return false;
            } catch (IOException | ArrayIndexOutOfBoundsException e) {
                closed++;
                close(slow);
                return true;
            }
        });
        try {
            while (open.size() < count) {
                open.add(new Slow(new Socket("127.0.0.1", port), request(number++)));
            }
        } catch (IOException e) {
            // the service takes no more at this time
        }
    }

    private byte[] request(int index) {
        String head = "POST /v1/embed HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n";
        String text = switch (index % 4) {
            case 0 -> head + "X: " + "y".repeat(4_000);
            case 1 -> head + "Content-Length: 100000\r\n\r\n" + "y".repeat(4_000);
            case 2 ->
                head + "Authorization: Bearer " + key + "\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n"
                        + "y".repeat(4_000);
            default -> "GET /".repeat(800);
        };
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return bytes;
    }

    /** How many the service has closed, or that had nothing more to say. */
    public long closed() {
        return closed;
    }

    private static void close(Slow slow) {
        try {
            slow.socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    @Override
    public void close() {
        open.forEach(SlowConnections::close);
        open.clear();
    }
}
