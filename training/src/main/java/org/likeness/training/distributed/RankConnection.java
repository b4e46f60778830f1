package org.likeness.training.distributed;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.likeness.core.concurrent.DaemonThreads;

/** The connection to another rank. Beats say that the other one is there; a last message says why it leaves. */
final class RankConnection implements Closeable {
    private static final int BEAT = 'B';
    private static final int LOST = 'L';
    private static final int END = 'E';
    private static final long MILLISECONDS_FOR_A_CAUSE = 500; // what is known of an end may come after the end itself

    private final int peer;
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Duration silence;

    /**
     * @param peer    the other one's rank
     * @param socket  closed with this
     * @param silence after which the other one is lost
     */
    RankConnection(int peer, Socket socket, Duration silence) throws IOException {
        this.peer = peer;
        this.socket = socket;
        this.silence = silence;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    int peer() {
        return peer;
    }

    Socket socket() {
        return socket;
    }

    /** Sends a line of the greeting, before anybody listens. */
    void write(String line) throws IOException {
        out.writeUTF(line);
        out.flush();
    }

    /** Waits for a line of the greeting. */
    String read(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        return in.readUTF();
    }

    /**
     * Listens in a thread of its own until the other one leaves.
     *
     * @param lost is told if it does not leave in order, or says that a rank is lost
     */
    void listen(Consumer<LostRank> lost) {
        DaemonThreads.named("rank-" + peer).newThread(() -> hear(lost)).start();
    }

    private void hear(Consumer<LostRank> lost) {
        try {
            socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
            for (int message = in.read(); message != END; message = in.read()) {
                if (message == LOST) {
                    lost.accept(new LostRank(in.readInt(), in.readUTF()));
                } else if (message != BEAT) {
                    ended(lost);
                    return;
                }
            }
        } catch (SocketTimeoutException e) {
            lost.accept(new LostRank(
                    peer, String.format(Locale.ROOT, "has not answered for %.0f s", silence.toMillis() / 1e3)));
        } catch (IOException e) {
            ended(lost);
        }
    }

    private void ended(Consumer<LostRank> lost) {
        try {
            TimeUnit.MILLISECONDS.sleep(MILLISECONDS_FOR_A_CAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lost.accept(new LostRank(peer, "ended: its connection was closed"));
    }

    void beat() {
        send(() -> out.write(BEAT));
    }

    void tell(LostRank rank) {
        send(() -> {
            out.write(LOST);
            out.writeInt(rank.rank());
            out.writeUTF(rank.cause());
        });
    }

    void end() {
        send(() -> out.write(END));
    }

    /** Writes to the other rank. */
    @FunctionalInterface
    private interface Message {
        void write() throws IOException;
    }

    /** An error is not told here: whoever listens finds out that the other one is gone. */
    private synchronized void send(Message message) {
        try {
            message.write();
            out.flush();
        } catch (IOException e) {
            // its connection is closed
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }
}
