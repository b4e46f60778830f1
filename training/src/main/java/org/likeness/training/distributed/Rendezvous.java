package org.likeness.training.distributed;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;

/** Where the ranks of a group meet: rank 0 opens it, the others come. It is used once; a second attempt needs a new one. */
public final class Rendezvous implements Closeable {
    private static final String GREETING = "likeness-ranks 1";
    private static final String WELCOME = "welcome";
    private static final Duration GREETING_TIME = Duration.ofSeconds(10);
    private static final Duration TURN = Duration.ofMillis(250);

    private final ServerSocket server;
    private final int size;
    private final GroupSettings settings;

    private Rendezvous(ServerSocket server, int size, GroupSettings settings) {
        this.server = server;
        this.size = size;
        this.settings = settings;
    }

    /**
     * Opens it, as rank 0.
     *
     * @param where port 0: any that is free
     * @param size  how many ranks there will be, at least 2
     * @throws LikenessException if the address cannot be used
     */
    public static Rendezvous open(InetSocketAddress where, int size, GroupSettings settings) {
        try {
            ServerSocket server = new ServerSocket();
            try {
                server.setReuseAddress(true);
                server.bind(where, size);
                return new Rendezvous(server, size, settings);
            } catch (IOException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(
                            Locale.ROOT, "ranks cannot meet at %s: %s; choose another address", where, e.getMessage()),
                    e);
        }
    }

    /** Where the others come to. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    GroupSettings settings() {
        return settings;
    }

    int size() {
        return size;
    }

    /**
     * Waits for all others.
     *
     * @param absent asked again and again: throws if one of those that are awaited will not come
     * @return the connection of each, by rank
     * @throws LikenessException if somebody does not come in time
     */
    List<RankConnection> await(Runnable absent) {
        List<RankConnection> come = new ArrayList<>();
        long end = System.nanoTime() + settings.patience().toNanos();
        try {
            server.setSoTimeout(Math.toIntExact(TURN.toMillis()));
            while (come.size() < size - 1) {
                absent.run();
                if (System.nanoTime() > end) {
                    throw new LikenessException(
                            LikenessException.Kind.UNAVAILABLE,
                            String.format(
                                    Locale.ROOT,
                                    "rank %s of %d did not come to %s within %d s: see what became of its process",
                                    missing(come),
                                    size,
                                    address(),
                                    settings.patience().toSeconds()));
                }
                greet(come);
            }
            come.sort(Comparator.comparingInt(RankConnection::peer));
            return come;
        } catch (IOException e) {
            come.forEach(RankConnection::close);
            throw LikenessException.unavailable("the ranks could not meet: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            come.forEach(RankConnection::close);
            throw e;
        }
    }

    private String missing(List<RankConnection> come) {
        Set<Integer> there =
                new HashSet<>(come.stream().map(RankConnection::peer).toList());
        return IntStream.range(1, size)
                .filter(rank -> !there.contains(rank))
                .mapToObj(Integer::toString)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private void greet(List<RankConnection> come) throws IOException {
        Socket socket;
        try {
            socket = server.accept();
        } catch (SocketTimeoutException e) {
            return;
        }
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(GREETING_TIME.toMillis()));
            String[] words =
                    new DataInputStream(socket.getInputStream()).readUTF().split("\t", -1);
            int rank = words.length == 4 && words[0].equals(GREETING) ? number(words[2]) : -1;
            String refusal = refusal(words, rank, come);
            RankConnection connection = new RankConnection(rank, socket, settings.silence());
            connection.write(refusal.isEmpty() ? WELCOME : refusal);
            if (refusal.isEmpty()) {
                come.add(connection);
            } else {
                socket.close();
            }
        } catch (IOException e) { // a stranger, or a rank that ended at once
            socket.close();
        }
    }

    private String refusal(String[] words, int rank, List<RankConnection> come) {
        if (rank < 0 || !isToken(words[1])) {
            return "this is the rendezvous of another training: all ranks need the same release and the same token";
        }
        if (number(words[3]) != size) {
            return String.format(Locale.ROOT, "rank 0 expects %d processes, not %s", size, words[3]);
        }
        if (rank < 1 || rank >= size || come.stream().anyMatch(other -> other.peer() == rank)) {
            return String.format(Locale.ROOT, "there is a rank %d already: each process needs a rank of its own", rank);
        }
        return "";
    }

    private boolean isToken(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), settings.token().getBytes(StandardCharsets.UTF_8));
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }

    /**
     * Comes to it, as another rank.
     *
     * @param where rank 0 is
     * @throws LikenessException if rank 0 is not there in time, or refuses
     */
    static RankConnection join(InetSocketAddress where, Share share, GroupSettings settings) {
        long end = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            try {
                return greet(where, share, settings);
            } catch (ConnectException e) {
                if (System.nanoTime() > end) {
                    throw unreachable(where, e);
                }
                pause();
            } catch (IOException e) {
                throw unreachable(where, e);
            }
        }
    }

    private static RankConnection greet(InetSocketAddress where, Share share, GroupSettings settings)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(where, Math.toIntExact(GREETING_TIME.toMillis()));
            socket.setTcpNoDelay(true);
            RankConnection connection = new RankConnection(0, socket, settings.silence());
            connection.write(String.join(
                    "\t", GREETING, settings.token(), Integer.toString(share.rank()), Integer.toString(share.size())));
            String answer = connection.read(settings.patience()); // rank 0 may be busy with a stranger
            if (!answer.equals(WELCOME)) {
                throw LikenessException.conflict(
                        String.format(Locale.ROOT, "rank 0 at %s refuses rank %d: %s", where, share.rank(), answer));
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static LikenessException unreachable(InetSocketAddress where, IOException e) {
        return LikenessException.unavailable(
                String.format(Locale.ROOT, "rank 0 cannot be reached at %s: %s", where, e.getMessage()), e);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(TURN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LikenessException.unavailable("interrupted while waiting for rank 0", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // nobody can come any more
        }
    }
}
