package org.likeness.training.distributed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.gloo.Device;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.core.concurrent.Failures;
import org.likeness.training.libtorch.Libtorch;

/**
 * Ranks that exchange numbers by Gloo, libtorch's collective operations over TCP. Gloo itself waits for a day: that a rank is lost is found
 * out by the {@link RankWatch}, which can name it.
 */
public final class GlooGroup implements ProcessGroup {
    private static final long MILLISECONDS_OF_AN_EXCHANGE = Duration.ofDays(1).toMillis();
    private static final Duration TO_BE_NAMED = Duration.ofSeconds(5);

    /** A rank that leaves because of a mistake has taken part in the last exchange: the others, too, are to find the mistake themselves. */
    private static final Duration TO_BE_FINISHED = Duration.ofMillis(500);

    private static final long PAUSE = 20_000; // nanoseconds

    private final Share share;
    private final int ranksHere;
    private final RankWatch watch;
    private final RankAddresses addresses;
    private final ProcessGroupGloo gloo;

    private GlooGroup(
            Share share, int ranksHere, RankWatch watch, RankAddresses addresses, InetAddress own, Duration patience) {
        this.share = share;
        this.ranksHere = ranksHere;
        this.watch = watch;
        this.addresses = addresses;
        Milliseconds limit = new Milliseconds(patience.toMillis());
        addresses.store().setTimeout(limit);
        ProcessGroupGloo.Options options = new ProcessGroupGloo.Options(limit);
        Device device = ProcessGroupGloo.createDeviceForHostname(own.getHostAddress());
        options.devices(new GlooDeviceVector(device));
        this.gloo = connect(() -> new ProcessGroupGloo(addresses.store(), share.rank(), share.size(), options));
        gloo.setTimeout(new Milliseconds(MILLISECONDS_OF_AN_EXCHANGE));
    }

    /** Gloo connects each rank with each other one, and would wait for one that is lost meanwhile until its patience ends. */
    private ProcessGroupGloo connect(Supplier<ProcessGroupGloo> group) {
        FutureTask<ProcessGroupGloo> connecting = new FutureTask<>(group::get);
        DaemonThreads.named("rank-connections").newThread(connecting).start();
        while (!connecting.isDone()) {
            requireAll();
            LockSupport.parkNanos(PAUSE);
        }
        try {
            return Failures.await(connecting, "the ranks were connected");
        } catch (RuntimeException e) {
            throw lost(e);
        }
    }

    /**
     * Waits for the other ranks, as rank 0.
     *
     * @param rendezvous closed when all have come, or not
     * @param ranksHere  ranks on this machine
     * @param absent     asked again and again: throws if one of those that are awaited will not come
     * @throws LikenessException if one does not come
     */
    public static GlooGroup lead(Rendezvous rendezvous, int ranksHere, Runnable absent) {
        Libtorch.load();
        try (rendezvous) {
            List<RankConnection> peers = rendezvous.await(absent);
            InetAddress own = peers.get(0).socket().getLocalAddress();
            RankAddresses addresses = RankAddresses.open(own, rendezvous.size());
            for (RankConnection peer : peers) {
                peer.write(addresses.description());
            }
            return connected(new Share(0, rendezvous.size()), ranksHere, peers, rendezvous.settings(), addresses);
        } catch (IOException e) {
            throw LikenessException.unavailable("the ranks could not meet: " + e.getMessage(), e);
        }
    }

    /**
     * Comes to rank 0, as another rank.
     *
     * @param leader    where rank 0 waits
     * @param ranksHere ranks on this machine
     * @throws LikenessException if rank 0 is not there in time, refuses, or another rank does not come
     */
    public static GlooGroup join(InetSocketAddress leader, Share share, int ranksHere, GroupSettings settings) {
        Libtorch.load();
        RankConnection connection = Rendezvous.join(leader, share, settings);
        try {
            String description = connection.read(settings.patience());
            RankAddresses addresses = RankAddresses.at(description, leader.getAddress(), share.size());
            return connected(share, ranksHere, List.of(connection), settings, addresses);
        } catch (IOException e) {
            connection.close();
            throw LikenessException.unavailable("rank 0 has given up waiting for the other ranks", e);
        }
    }

    /** Begins to watch the others, then lets Gloo connect with them. */
    private static GlooGroup connected(
            Share share, int ranksHere, List<RankConnection> peers, GroupSettings settings, RankAddresses addresses) {
        RankWatch watch = new RankWatch(peers, settings.silence());
        try {
            InetAddress own = peers.get(0).socket().getLocalAddress();
            GlooGroup group = new GlooGroup(share, ranksHere, watch, addresses, own, settings.patience());
            group.meet(); // all are connected
            return group;
        } catch (RuntimeException e) {
            watch.close();
            addresses.leave();
            throw e;
        } finally {
            addresses.removeIf(share.leads());
        }
    }

    /** Waits until all ranks are here. If one is lost, Gloo's operations may still wait in native threads: they are left to the process's end. */
    private void meet() {
        try {
            gather(new byte[1], 1);
        } catch (LikenessException e) {
            gloo.deallocate(false);
            addresses.leave();
            throw e;
        }
    }

    /** Is told by whoever sees a rank's process end. */
    public void lost(int rank, String cause) {
        watch.lost(new LostRank(rank, cause));
    }

    @Override
    public Share share() {
        return share;
    }

    @Override
    public int ranksHere() {
        return ranksHere;
    }

    @Override
    public byte[][] gather(byte[] own) {
        int[] length = lengths(own);
        int longest = Math.max(1, Arrays.stream(length).max().orElseThrow());
        byte[] all = gather(Arrays.copyOf(own, longest), longest);
        byte[][] parts = new byte[length.length][];
        for (int rank = 0; rank < length.length; rank++) {
            parts[rank] = Arrays.copyOfRange(all, rank * longest, rank * longest + length[rank]);
        }
        return parts;
    }

    private int[] lengths(byte[] own) {
        byte[] message = ByteBuffer.allocate(Integer.BYTES).putInt(own.length).array();
        int[] lengths = new int[share.size()];
        ByteBuffer.wrap(gather(message, message.length)).asIntBuffer().get(lengths);
        return lengths;
    }

    /** @return what all ranks have, one after the other */
    private byte[] gather(byte[] own, int length) {
        try (PointerScope scope = new PointerScope()) {
            Tensor part = Tensor.create(own, length);
            Tensor all = Tensor.create(new byte[Math.multiplyExact(length, share.size())]);
            await(() -> gloo._allgather_base(all, part));
            return bytes(all);
        }
    }

    @Override
    public byte[] broadcast(byte[] own) {
        int count = lengths(own)[0];
        if (count == 0) {
            return new byte[0];
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor values = Tensor.create(share.leads() ? own : new byte[count]);
            await(() -> gloo.broadcast(new TensorVector(values))); // from rank 0
            return bytes(values);
        }
    }

    private static byte[] bytes(Tensor values) {
        ByteBuffer buffer = values.createBuffer();
        byte[] bytes = new byte[Math.toIntExact(values.numel())];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public Sum sum(Tensor values) {
        try (TensorVector given = new TensorVector(values)) {
            Work work = begin(() -> gloo.allreduce(given));
            work.retainReference(); // whatever scope it was begun in
            return () -> {
                try (work) {
                    await(work);
                }
            };
        }
    }

    /** Begins an operation. */
    @FunctionalInterface
    private interface Operation {
        Work begin();
    }

    private Work begin(Operation operation) {
        requireAll();
        try {
            return operation.begin();
        } catch (RuntimeException e) {
            throw lost(e);
        }
    }

    private void await(Operation operation) {
        try (Work work = begin(operation)) {
            await(work);
        }
    }

    private void await(Work work) {
        while (!work.isCompleted() && watch.lost().isEmpty()) {
            LockSupport.parkNanos(PAUSE);
        }
        long end = System.nanoTime() + TO_BE_FINISHED.toNanos();
        while (!work.isCompleted()) {
            if (System.nanoTime() > end) {
                requireAll();
            }
            LockSupport.parkNanos(PAUSE);
        }
        try {
            work._wait();
        } catch (RuntimeException e) {
            throw lost(e);
        }
    }

    private void requireAll() {
        watch.lost().ifPresent(rank -> {
            throw rank.exception();
        });
    }

    /** Gloo sees only that a connection is closed. */
    private RuntimeException lost(RuntimeException e) {
        RuntimeException named = watch.lost(TO_BE_NAMED)
                .<RuntimeException>map(LostRank::exception)
                .orElseGet(() -> LikenessException.unavailable(
                        "the ranks cannot exchange numbers: " + Printable.firstLine(e), e));
        if (named.getCause() == null) {
            named.initCause(e);
        }
        return named;
    }

    @Override
    public void abandon(String cause) {
        watch.lost(new LostRank(share.rank(), cause));
    }

    /** Waits for the others, unless a rank is lost: nobody leaves while another one still waits for numbers. */
    @Override
    public void close() {
        try {
            meet();
            gloo.close();
            addresses.store().close();
        } catch (LikenessException e) {
            // whoever trained has been told
        } finally {
            watch.close();
        }
    }
}
