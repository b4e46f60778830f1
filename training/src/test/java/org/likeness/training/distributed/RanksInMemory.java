package org.likeness.training.distributed;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.core.concurrent.Failures;

/** Ranks that are threads of one process and exchange arrays, without Gloo. Sums are in double precision. */
public final class RanksInMemory {
    private static final int SECONDS = 30;

    private final CyclicBarrier barrier;
    private final Object[] given;

    private RanksInMemory(int size) {
        this.barrier = new CyclicBarrier(size);
        this.given = new Object[size];
    }

    /**
     * Does something in each rank.
     *
     * @return what each has found, in their order
     * @throws RuntimeException what one of them threw
     */
    public static <T> List<T> all(int size, Function<ProcessGroup, T> rank) {
        RanksInMemory ranks = new RanksInMemory(size);
        ExecutorService threads = DaemonThreads.pool(size, "rank");
        try {
            List<Future<T>> found = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                Share share = new Share(i, size);
                found.add(threads.submit(() -> rank.apply(ranks.new Member(share))));
            }
            return found.stream().map(one -> Failures.await(one, "a rank ran")).toList();
        } finally {
            DaemonThreads.end(threads, SECONDS);
        }
    }

    /** One of them. */
    private final class Member implements ProcessGroup {
        private final Share share;

        private Member(Share share) {
            this.share = share;
        }

        @Override
        public Share share() {
            return share;
        }

        @Override
        public int ranksHere() {
            return share.size();
        }

        /** Those of all. */
        private Object[] exchanged(Object own) {
            given[share.rank()] = own;
            meet();
            Object[] all = given.clone();
            meet();
            return all;
        }

        private void meet() {
            try {
                barrier.await(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the other ranks did something else", e);
            }
        }

        @Override
        public byte[][] gather(byte[] own) {
            Object[] all = exchanged(own);
            byte[][] parts = new byte[all.length][];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = ((byte[]) all[i]).clone();
            }
            return parts;
        }

        @Override
        public byte[] broadcast(byte[] own) {
            return gather(own)[0];
        }

        @Override
        public Sum sum(Tensor values) {
            double[] sum = new double[Math.toIntExact(values.numel())];
            for (Object part : exchanged(numbers(values))) {
                Arrays.setAll(sum, i -> sum[i] + ((double[]) part)[i]);
            }
            try (PointerScope scope = new PointerScope()) {
                values.copy_(Tensor.create(sum, values.shape()));
            }
            return () -> {};
        }

        private static double[] numbers(Tensor values) {
            double[] numbers = new double[Math.toIntExact(values.numel())];
            try (PointerScope scope = new PointerScope()) {
                DoubleBuffer buffer = values.to(ScalarType.Double).createBuffer();
                buffer.get(numbers);
            }
            return numbers;
        }

        @Override
        public void abandon(String cause) {
            barrier.reset();
        }

        @Override
        public void close() {}
    }
}
