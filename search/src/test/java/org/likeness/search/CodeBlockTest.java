package org.likeness.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Inner products beside plain loops, the extremes included. */
class CodeBlockTest {
    private static Stream<Arguments> cases() {
        return Stream.of(Kernel.values())
                .filter(Kernel::isAvailable)
                .flatMap(kernel -> Stream.of(1, 2, 7, 128, 513).map(dimension -> Arguments.of(kernel, dimension)));
    }

    private static byte[] drawn(SplittableRandom random, int dimension, boolean extreme) {
        byte[] codes = new byte[dimension];
        for (int i = 0; i < dimension; i++) {
            codes[i] = (byte) (extreme ? (random.nextBoolean() ? 127 : -127) : random.nextInt(-127, 128));
        }
        return codes;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allKernelsGiveTheExactProducts(Kernel kernel, int dimension) {
        SplittableRandom random = new SplittableRandom(dimension);
        CodeBlock block = kernel.block(dimension);
        byte[][] rows = new byte[CodeBlock.ROWS][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = drawn(random, dimension, row % 2 == 0);
            block.set(row, rows[row]);
        }
        for (int draw = 0; draw < 4; draw++) {
            byte[] probe = drawn(random, dimension, draw % 2 == 0);
            int[] found = new int[CodeBlock.ROWS];
            block.products(kernel.probe(probe), found);
            for (int row = 0; row < rows.length; row++) {
                int sum = 0;
                for (int i = 0; i < dimension; i++) {
                    sum += rows[row][i] * probe[i];
                }
                assertThat(found[row]).as("row %d", row).isEqualTo(sum);
            }
        }
        assertThat(block.get(17)).isEqualTo(rows[17]);
    }
}
