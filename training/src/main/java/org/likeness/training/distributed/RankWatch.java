package org.likeness.training.distributed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.likeness.core.concurrent.DaemonThreads;

/**
 * Finds out which rank is lost first, and tells those that are left. Rank 0 is connected with all others, and they with it. A rank that is
 * computing beats; one that is killed closes its connections, one that is stopped is silent.
 */
final class RankWatch implements AutoCloseable {
    private static final int BEATS = 10; // in the time after which a rank is lost

    private final List<RankConnection> peers;
    private final ScheduledExecutorService beats;
    private final CompletableFuture<LostRank> first = new CompletableFuture<>();

    /**
     * Begins to watch.
     *
     * @param peers   connections, greeted; closed with this
     * @param silence after which a rank is lost
     */
    RankWatch(List<RankConnection> peers, Duration silence) {
        this.peers = List.copyOf(peers);
        this.beats = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("rank-beats"));
        peers.forEach(peer -> peer.listen(this::lost));
        beats.scheduleAtFixedRate(
                () -> peers.forEach(RankConnection::beat), 0, silence.toMillis() / BEATS, TimeUnit.MILLISECONDS);
    }

    /** Remembers the first rank that is lost, and tells the others. */
    void lost(LostRank rank) {
        if (first.complete(rank)) {
            peers.forEach(peer -> peer.tell(rank));
        }
    }

    /** The first rank that was lost. */
    Optional<LostRank> lost() {
        return first.isDone() ? Optional.of(first.join()) : Optional.empty();
    }

    /** The first rank that was lost, as soon as it is known. */
    Optional<LostRank> lost(Duration patience) {
        try {
            return Optional.of(first.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // nobody is known
        }
        return lost();
    }

    /** Leaves in order, unless a rank is lost. */
    @Override
    public void close() {
        beats.shutdownNow();
        if (lost().isEmpty()) {
            peers.forEach(RankConnection::end);
        }
        peers.forEach(RankConnection::close);
    }
}
