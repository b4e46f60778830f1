package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.dataset.DuplicateSearch.Near;
import org.likeness.core.image.PictureHash;

class DuplicateSearchTest {
    private static final int ALL = Integer.MAX_VALUE;

    private final long seed = Long.getLong("seed", System.nanoTime());

    @Test
    void findsThePairsThatComparingAllWithAllFinds() {
        for (long draw = seed; draw < seed + 20; draw++) {
            PictureHash[] hashes = clustered(300, new SplittableRandom(draw));
            List<Near> plain = plain(hashes);
            var search = new DuplicateSearch(hashes);
            assertThat(plain).as("seed %d", draw).isNotEmpty();
            assertThat(search.pairs(near -> true, ALL)).as("seed %d", draw).isEqualTo(plain);
            assertThat(search.pairs(near -> near.first() % 2 == 0, 3))
                    .as("seed %d", draw)
                    .isEqualTo(plain.stream()
                            .filter(near -> near.first() % 2 == 0)
                            .limit(3)
                            .toList());
        }
    }

    @Test
    void findsPairsWhoseBitsDifferWhereverTheyDo() {
        SplittableRandom random = new SplittableRandom(seed);
        PictureHash[] hashes = new PictureHash[4_000];
        for (int i = 0; i < hashes.length; i += 2) {
            long bits = random.nextLong();
            hashes[i] = hash(bits);
            hashes[i + 1] = hash(flipped(bits, random.nextInt(PictureHash.MOST_BITS + 2), random));
        }
        assertThat(new DuplicateSearch(hashes).pairs(near -> true, ALL))
                .as("seed %d", seed)
                .isEqualTo(plain(hashes));
    }

    @Test
    void manyEqualFingerprintsArePairsOfEachWithEach() {
        SplittableRandom random = new SplittableRandom(seed);
        long equal = random.nextLong();
        PictureHash[] hashes = IntStream.range(0, 4_000)
                .mapToObj(i -> hash(i % 4 == 0 ? random.nextLong() : equal))
                .toArray(PictureHash[]::new);
        List<Near> plain = plain(hashes);
        assertThat(plain).hasSizeGreaterThan(1 << 22); // more than are kept at a time
        assertThat(new DuplicateSearch(hashes).pairs(near -> true, ALL))
                .as("seed %d", seed)
                .isEqualTo(plain);
        assertThat(new DuplicateSearch(hashes).pairs(near -> near.second() == 3_999, ALL))
                .as("seed %d", seed)
                .isEqualTo(plain.stream().filter(near -> near.second() == 3_999).toList());
    }

    @Test
    void findsWhatIsNearToPicturesOfAnotherSet() {
        PictureHash[] all = clustered(300, new SplittableRandom(seed));
        PictureHash[] some = Arrays.copyOf(all, 100);
        PictureHash[] others = Arrays.copyOfRange(all, 100, all.length);
        assertThat(DuplicateSearch.of(some, others).pairs(some.length, some.length, near -> true, ALL))
                .as("seed %d", seed)
                .isNotEmpty()
                .isEqualTo(plain(all).stream()
                        .filter(near -> near.first() < 100 && near.second() >= 100)
                        .toList());
    }

    private static List<Near> plain(PictureHash... hashes) {
        List<Near> plain = new ArrayList<>();
        for (int i = 0; i < hashes.length; i++) {
            for (int j = i + 1; j < hashes.length; j++) {
                if (hashes[i].bitsApart(hashes[j]) <= PictureHash.MOST_BITS) {
                    plain.add(new Near(i, j));
                }
            }
        }
        return plain;
    }

    private static PictureHash hash(long bits) {
        return new PictureHash(bits, new byte[0]);
    }

    /** With so many other bits. */
    private static long flipped(long bits, int count, SplittableRandom random) {
        long flipped = bits;
        while (Long.bitCount(bits ^ flipped) < count) {
            flipped ^= 1L << random.nextInt(Long.SIZE);
        }
        return flipped;
    }

    /** Few centers, each with neighbors some bits away, so that pairs lie on both sides of the limit. */
    private static PictureHash[] clustered(int count, SplittableRandom random) {
        long[] centers = random.longs(15).toArray();
        var hashes = new PictureHash[count];
        for (int i = 0; i < count; i++) {
            long bits = centers[random.nextInt(centers.length)];
            for (int flips = random.nextInt(8); flips > 0; flips--) {
                bits ^= 1L << random.nextInt(64);
            }
            hashes[i] = hash(bits);
        }
        return hashes;
    }
}
