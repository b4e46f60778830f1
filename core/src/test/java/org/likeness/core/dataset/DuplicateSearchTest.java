package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.dataset.DuplicateSearch.Near;
import org.likeness.core.image.PictureHash;

class DuplicateSearchTest {
    @Test
    void findsThePairsThatComparingAllWithAllFinds() {
        for (long seed = 0; seed < 20; seed++) {
            PictureHash[] hashes = clustered(300, new SplittableRandom(seed));
            List<Near> plain = new ArrayList<>();
            for (int i = 0; i < hashes.length; i++) {
                for (int j = i + 1; j < hashes.length; j++) {
                    if (hashes[i].bitsApart(hashes[j]) <= PictureHash.MOST_BITS) {
                        plain.add(new Near(i, j));
                    }
                }
            }
            assertThat(plain).as("seed %d", seed).isNotEmpty();
            assertThat(new DuplicateSearch(hashes).pairs(near -> true, Integer.MAX_VALUE))
                    .as("seed %d", seed)
                    .isEqualTo(plain);
            assertThat(new DuplicateSearch(hashes).pairs(near -> near.first() % 2 == 0, 3))
                    .as("seed %d", seed)
                    .isEqualTo(plain.stream()
                            .filter(near -> near.first() % 2 == 0)
                            .limit(3)
                            .toList());
        }
    }

    @Test
    void findsWhatIsNearToAPictureOfAnotherSet() {
        SplittableRandom random = new SplittableRandom(1);
        PictureHash[] hashes = clustered(300, random);
        PictureHash probe = new PictureHash(hashes[17].bits() ^ 5, new byte[256]);
        List<Integer> plain = IntStream.range(10, hashes.length)
                .filter(i -> hashes[i].bitsApart(probe) <= PictureHash.MOST_BITS)
                .boxed()
                .toList();
        assertThat(new DuplicateSearch(hashes).near(probe, 10)).isEqualTo(plain).contains(17);
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
            hashes[i] = new PictureHash(bits, new byte[256]);
        }
        return hashes;
    }
}
