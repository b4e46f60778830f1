package org.likeness.app.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sends hostile requests to a service, holds its replies against the rules, and counts. Thread-safe. */
public final class Attack {
    private static final int PATIENCE_MILLISECONDS = 120_000;
    private static final int MOST_RECEIVED = 64 << 20;
    private static final int MOST_FAULTS = 20;

    private final int port;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Collection<String> faults = new ConcurrentLinkedQueue<>();

    /** @param port of this machine */
    public Attack(int port) {
        this.port = port;
    }

    /** Sends a request; what is wrong with the reply is kept. */
    public void send(HostileRequest request) throws InterruptedException {
        Optional<String> broken = Optional.empty();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLISECONDS);
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            broken = write(socket, request);
            if (request.manner() == HostileRequest.Manner.ABANDONED) {
                count(request.kind() + " -> not read");
                return;
            }
            read(socket.getInputStream(), received);
        } catch (SocketTimeoutException e) {
            broken = Optional.of("no end of the reply within two minutes");
        } catch (IOException e) {
            broken = Optional.of(String.valueOf(e.getMessage()));
        }
        boolean isOfHead = startsWith(request.bytes(), "HEAD ");
        List<RawReply> replies = RawReply.all(received.toByteArray(), isOfHead);
        count(request.kind() + " -> "
                + (replies.isEmpty()
                        ? "closed"
                        : Integer.toString(replies.get(0).status())));
        Optional<String> fault = ReplyRules.fault(request, replies, broken);
        fault.filter(known -> faults.size() < MOST_FAULTS)
                .ifPresent(known -> faults.add(request.kind() + ": " + known + "\n    to "
                        + Base64.getEncoder()
                                .encodeToString(
                                        Arrays.copyOf(request.bytes(), Math.min(request.bytes().length, 6_000)))));
    }

    private static boolean startsWith(byte[] bytes, String text) {
        return Arrays.mismatch(bytes, HostilePictures.ascii(text)) >= text.length();
    }

    /** What broke the connection meanwhile; a refusal may have come before, and can be read. */
    private static Optional<String> write(Socket socket, HostileRequest request) throws InterruptedException {
        try {
            OutputStream out = socket.getOutputStream();
            boolean isInPieces = request.manner() == HostileRequest.Manner.IN_PIECES;
            int piece = isInPieces ? 1 + request.bytes().length / 5 : request.bytes().length;
            for (int at = 0; at < request.bytes().length; at += piece) {
                out.write(request.bytes(), at, Math.min(piece, request.bytes().length - at));
                if (isInPieces) {
                    Thread.sleep(5);
                }
            }
            if (request.manner() == HostileRequest.Manner.ENDED) {
                socket.shutdownOutput();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void read(InputStream in, ByteArrayOutputStream received) throws IOException {
        byte[] part = new byte[1 << 16];
        for (int read = in.read(part); read >= 0 && received.size() < MOST_RECEIVED; read = in.read(part)) {
            received.write(part, 0, read);
        }
    }

    private synchronized void count(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    /** How often each kind of request had each kind of reply. */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** What was wrong, with the request in Base64; the first ones. */
    public List<String> faults() {
        return List.copyOf(faults);
    }
}
