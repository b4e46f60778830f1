package org.likeness.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedStripesTest {
    @Test
    void piecesAreTakenInOrder() {
        for (int threads = 1; threads <= 5; threads++) {
            List<Integer> taken = new ArrayList<>();
            new OrderedStripes<>(50, () -> new int[1], (own, piece) -> own[0] = piece, own -> taken.add(own[0]))
                    .run(threads);
            assertThat(taken).isEqualTo(IntStream.range(0, 50).boxed().toList());
        }
    }

    @Test
    void theFirstFailureIsThrownAndNothingAfterItIsTaken() {
        for (int threads = 1; threads <= 5; threads++) {
            List<Integer> taken = new ArrayList<>();
            OrderedStripes<int[]> order = new OrderedStripes<>(
                    50,
                    () -> new int[1],
                    (own, piece) -> {
                        own[0] = piece;
                        if (piece >= 7) {
                            throw new ArithmeticException("piece " + piece);
                        }
                    },
                    own -> taken.add(own[0]));
            int most = threads;
            assertThatThrownBy(() -> order.run(most))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("piece 7");
            assertThat(taken).isEqualTo(IntStream.range(0, 7).boxed().toList());
        }
    }

    @Test
    void aThreadThatHasNoRoomForItsArraysLeavesNobodyWaiting() {
        OrderedStripes<int[]> order = new OrderedStripes<>(
                9,
                () -> {
                    throw new OutOfMemoryError("none");
                },
                (own, piece) -> {},
                own -> {});
        assertThatThrownBy(() -> order.run(3)).isInstanceOf(OutOfMemoryError.class);
    }
}
