package org.likeness.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.Products;

class CenterCellsTest {
    private static final int DIMENSION = 32;
    private static final int PEOPLE = 400;
    private static final int EACH = 3;
    private static final int TWO_NAMES = 8; // the last people are the first ones once more
    private static final double NOISE = 0.05;
    private static final double FALSE_SHARE = 0.05;

    private final long seed = Long.getLong("seed", 20_261_130); // findings at the limit would depend on rounding
    private final EmbeddedPictures faces = faces(new SplittableRandom(seed));
    private final PeopleCenters centers = new Centers(faces, PEOPLE).all();
    private final Distances all = Distances.of(centers);
    private final EmbeddedPictures people = centers.embeddings();
    private final SampledRows sampledPeople = SampledRows.of(all, people, 1);
    private final SampledRows sampledFaces = SampledRows.of(all, faces, 1);

    private static EmbeddedPictures faces(SplittableRandom random) {
        float[][] directions = new float[PEOPLE][DIMENSION];
        for (int person = 0; person < PEOPLE; person++) {
            int same = person - (PEOPLE - TWO_NAMES);
            directions[person] = same < 0 ? direction(random) : directions[same];
        }
        float[] rows = new float[PEOPLE * EACH * DIMENSION];
        for (int row = 0; row < PEOPLE * EACH; row++) {
            float[] face = directions[row / EACH].clone();
            for (int i = 0; i < DIMENSION; i++) {
                face[i] += (float) (NOISE * random.nextGaussian());
            }
            System.arraycopy(Vectors.unit(face), 0, rows, row * DIMENSION, DIMENSION);
        }
        return EmbeddedPictures.distinct(
                rows, IntStream.range(0, PEOPLE * EACH).map(row -> row / EACH).toArray());
    }

    private static float[] direction(SplittableRandom random) {
        float[] direction = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            direction[i] = (float) random.nextGaussian();
        }
        return Vectors.unit(direction);
    }

    private CenterCells cells(double recall) {
        return CenterCells.of(
                centers,
                List.of(
                        SampledRows.joined(List.of(sampledPeople, sampledPeople)),
                        SampledRows.joined(List.of(sampledFaces))),
                recall,
                Products.PLAIN,
                1);
    }

    @Test
    void whereAllOfASampleAreFoundTheyAreThoseAmongAll() {
        CenterCells cells = cells(1);
        assertThat(cells.recall()).isEqualTo(1);
        NearestOther expected = NearestOther.of(all, faces.embeddings(), faces.labels(), 1);
        NearestOther found = NearestOther.of(centers, cells, faces, Products.PLAIN, 1);
        assertThat(found.people()).as("seed %d", seed).isEqualTo(expected.people());
        for (int row = 0; row < faces.size(); row++) {
            assertThat(found.distances()[row]).as("seed %d", seed).isCloseTo(expected.distances()[row], within(1e-5));
        }
    }

    @Test
    void theShareThatIsToldIsThatWhichIsFound() {
        CenterCells cells = cells(0.8);
        NearestOther expected = NearestOther.of(all, faces.embeddings(), faces.labels(), 1);
        NearestOther found = NearestOther.of(centers, cells, faces, Products.PLAIN, 1);
        double share = IntStream.range(0, faces.size())
                        .filter(row -> found.people()[row] == expected.people()[row])
                        .count()
                / (double) faces.size();
        assertThat(cells.recall()).as("seed %d", seed).isBetween(0.8, 1.0);
        assertThat(share).as("seed %d", seed).isGreaterThanOrEqualTo(cells.recall() - 1e-9);
    }

    @Test
    void peopleWithTwoNamesAreFoundAsAmongAll() {
        List<NearPeople.Pair> expected = NearPeople.of(all, 0, PEOPLE, 1).found(FALSE_SHARE);
        NearPeople counts = NearPeople.sampled(all, people, 1);
        assertThat(counts.found(FALSE_SHARE)).isEmpty();
        List<NearPeople.Pair> found = NearPeople.of(
                        centers,
                        cells(0.95),
                        centers.only(IntStream.range(0, 100).toArray()),
                        Products.PLAIN,
                        1)
                .and(NearPeople.of(
                        centers,
                        cells(0.95),
                        centers.only(IntStream.range(100, PEOPLE).toArray()),
                        Products.PLAIN,
                        1))
                .expecting(counts, 0.5) // each pair is counted for both
                .found(FALSE_SHARE);
        assertThat(expected).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(TWO_NAMES);
        assertThat(found).as("seed %d", seed).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).first())
                    .as("seed %d", seed)
                    .isEqualTo(expected.get(i).first());
            assertThat(found.get(i).second()).isEqualTo(expected.get(i).second());
            assertThat(found.get(i).distance()).isCloseTo(expected.get(i).distance(), within(1e-5));
            assertThat(found.get(i).falseShare()).isCloseTo(expected.get(i).falseShare(), within(1e-3));
        }
    }

    @Test
    void halfOfThePeopleTellHowManyAreNearByChance() {
        EmbeddedPictures half = centers.only(
                IntStream.range(0, PEOPLE / 2).map(place -> 2 * place).toArray());
        NearPeople near = NearPeople.of(centers, cells(0.95), people, Products.PLAIN, 1);
        List<NearPeople.Pair> expected = NearPeople.of(all, 0, PEOPLE, 1).found(FALSE_SHARE);
        List<NearPeople.Pair> found =
                near.expecting(NearPeople.sampled(all, half, 1), 1).found(FALSE_SHARE);
        for (int name = 0; name < TWO_NAMES; name++) {
            int first = name;
            NearPeople.Pair pair = found.stream()
                    .filter(one -> one.first() == first && one.second() == PEOPLE - TWO_NAMES + first)
                    .findFirst()
                    .orElseThrow();
            assertThat(pair.falseShare()).as("seed %d", seed).isLessThan(FALSE_SHARE / 10);
        }
        assertThat(found.size()).as("seed %d", seed).isBetween(TWO_NAMES, expected.size() + 1);
    }
}
