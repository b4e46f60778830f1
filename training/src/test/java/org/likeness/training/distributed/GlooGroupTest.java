package org.likeness.training.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.likeness.core.concurrent.DaemonThreads;

class GlooGroupTest {
    private static final int TIMES = 100; // where libtorch's stores could wait for each other, they did the 18th time

    private static final GroupSettings SETTINGS =
            new GroupSettings("test", Duration.ofSeconds(60), Duration.ofSeconds(10));

    private final ExecutorService other = DaemonThreads.pool(1, "other-rank");

    @AfterEach
    void end() {
        DaemonThreads.end(other, 10);
    }

    @Test
    @Timeout(100)
    void ranksThatLeaveAtTheSameTimeDoNotWaitForEachOther() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            Rendezvous rendezvous = Rendezvous.open(here, 2, SETTINGS);
            Future<byte[][]> gathered = other.submit(() -> {
                try (GlooGroup group = GlooGroup.join(rendezvous.address(), new Share(1, 2), 2, SETTINGS)) {
                    return group.gather(new byte[] {2, 3});
                }
            });
            try (GlooGroup group = GlooGroup.lead(rendezvous, 2, () -> {})) {
                assertThat(group.gather(new byte[] {1})).isDeepEqualTo(new byte[][] {{1}, {2, 3}});
            }
            assertThat(gathered.get(30, TimeUnit.SECONDS)).isDeepEqualTo(new byte[][] {{1}, {2, 3}});
        }
    }
}
