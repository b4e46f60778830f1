package org.likeness.training.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.likeness.core.LikenessException;

/** How ranks meet, and how a lost one is noticed, without what they exchange. */
@Timeout(60)
class RendezvousTest {
    private static final GroupSettings SETTINGS =
            new GroupSettings("secret", Duration.ofSeconds(20), Duration.ofSeconds(1));

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static Rendezvous open(int size, GroupSettings settings) {
        return Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), size, settings);
    }

    /** The connections of rank 0 with the others, then theirs with it, by rank. */
    private List<List<RankConnection>> meet(int size) throws Exception {
        try (Rendezvous rendezvous = open(size, SETTINGS)) {
            List<Future<RankConnection>> coming = new ArrayList<>();
            for (int rank = size - 1; rank > 0; rank--) {
                Share share = new Share(rank, size);
                coming.add(0, threads.submit(() -> Rendezvous.join(rendezvous.address(), share, SETTINGS)));
            }
            List<List<RankConnection>> connections = new ArrayList<>();
            connections.add(rendezvous.await(() -> {}));
            for (Future<RankConnection> one : coming) {
                connections.add(List.of(one.get()));
            }
            return connections;
        }
    }

    private List<RankWatch> watches(int size) throws Exception {
        return meet(size).stream()
                .map(peers -> new RankWatch(peers, SETTINGS.silence()))
                .toList();
    }

    @Test
    void allRanksComeInTheirOrder() throws Exception {
        List<List<RankConnection>> connections = meet(4);
        assertThat(connections.get(0)).extracting(RankConnection::peer).containsExactly(1, 2, 3);
        connections.forEach(of -> of.forEach(RankConnection::close));
    }

    @Test
    void nobodyIsLostWhileAllBeatOrLeaveInOrder() throws Exception {
        List<RankWatch> watches = watches(3);
        assertThat(watches.get(1).lost(Duration.ofMillis(1_500))).isEmpty();
        assertThat(watches).allSatisfy(watch -> assertThat(watch.lost()).isEmpty());
        watches.get(2).close();
        assertThat(watches.get(0).lost(Duration.ofMillis(1_500))).isEmpty();
        watches.get(1).close();
        watches.get(0).close();
    }

    @Test
    void aClosedConnectionIsALostRankToAll() throws Exception {
        List<List<RankConnection>> connections = meet(3);
        RankWatch first = new RankWatch(connections.get(0), SETTINGS.silence());
        RankWatch second = new RankWatch(connections.get(1), SETTINGS.silence());
        connections.get(2).get(0).close();
        Optional<LostRank> lost = Optional.of(new LostRank(2, "ended: its connection was closed"));
        assertThat(first.lost(Duration.ofSeconds(10))).isEqualTo(lost);
        assertThat(second.lost(Duration.ofSeconds(10))).isEqualTo(lost);
        first.close();
        second.close();
    }

    @Test
    void aSilentRankIsLost() throws Exception {
        List<List<RankConnection>> connections = meet(3);
        RankWatch first = new RankWatch(connections.get(0), SETTINGS.silence());
        RankWatch second = new RankWatch(connections.get(1), SETTINGS.silence());
        Optional<LostRank> lost = Optional.of(new LostRank(2, "has not answered for 1 s")); // it never beats
        assertThat(second.lost(Duration.ofSeconds(10))).isEqualTo(lost);
        assertThat(first.lost()).isEqualTo(lost);
        first.close();
        second.close();
    }

    @Test
    void theCauseThatARankTellsIsTheOneThatCounts() throws Exception {
        List<RankWatch> watches = watches(3);
        watches.get(1).lost(new LostRank(1, "ended: the disk is full"));
        watches.get(1).close();
        for (RankWatch watch : watches) {
            assertThat(watch.lost(Duration.ofSeconds(10))).contains(new LostRank(1, "ended: the disk is full"));
        }
        assertThat(watches.get(2).lost().orElseThrow().exception())
                .hasMessage("training has stopped because rank 1 ended: the disk is full");
        watches.forEach(RankWatch::close);
    }

    @Test
    void strangersAreNotLetIn() throws Exception {
        try (Rendezvous rendezvous = open(2, SETTINGS)) {
            Future<List<RankConnection>> come = threads.submit(() -> rendezvous.await(() -> {}));
            try (Socket noise = new Socket(
                    rendezvous.address().getAddress(), rendezvous.address().getPort())) {
                noise.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            GroupSettings wrong = new GroupSettings("guess", SETTINGS.patience(), SETTINGS.silence());
            assertThatThrownBy(() -> Rendezvous.join(rendezvous.address(), new Share(1, 2), wrong))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("all ranks need the same release and the same token");
            assertThatThrownBy(() -> Rendezvous.join(rendezvous.address(), new Share(1, 3), SETTINGS))
                    .hasMessageContaining("refuses rank 1: rank 0 expects 2 processes, not 3");
            assertThatThrownBy(() -> Rendezvous.join(rendezvous.address(), new Share(0, 2), SETTINGS))
                    .hasMessageContaining("there is a rank 0 already");
            RankConnection other = Rendezvous.join(rendezvous.address(), new Share(1, 2), SETTINGS);
            come.get().forEach(RankConnection::close);
            other.close();
        }
    }

    @Test
    void whoDoesNotComeIsNamed() {
        GroupSettings hasty = new GroupSettings("secret", Duration.ofMillis(600), Duration.ofSeconds(1));
        try (Rendezvous rendezvous = open(3, hasty)) {
            threads.submit(() -> Rendezvous.join(rendezvous.address(), new Share(2, 3), hasty));
            assertThatThrownBy(() -> rendezvous.await(() -> {}))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageMatching("rank 1(, 2)? of 3 did not come to .* within 0 s: .*");
        }
    }

    @Test
    void aPlaceInUseIsSaid() throws IOException {
        try (Rendezvous rendezvous = open(2, SETTINGS)) {
            assertThatThrownBy(() -> Rendezvous.open(rendezvous.address(), 2, SETTINGS))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("ranks cannot meet at");
        }
    }

    @Test
    void rankZeroThatIsNotThereIsSaid() throws IOException {
        InetSocketAddress nobody;
        try (Rendezvous rendezvous = open(2, SETTINGS)) {
            nobody = rendezvous.address();
        }
        GroupSettings hasty = new GroupSettings("", Duration.ofMillis(300), Duration.ofSeconds(1));
        assertThatThrownBy(() -> Rendezvous.join(nobody, new Share(1, 2), hasty))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("rank 0 cannot be reached at");
    }
}
