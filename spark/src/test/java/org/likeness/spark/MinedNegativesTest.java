package org.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.jerolba.carpet.CarpetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.ExactSearch;
import org.likeness.core.search.NearestNegatives;
import org.likeness.export.NegativesFile;
import org.likeness.spark.embed.DrawnSet;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.pairs.LookAlikes;
import org.likeness.spark.pairs.MineResult;
import org.likeness.spark.pairs.MineSettings;
import org.likeness.spark.pairs.NegativesJob;

/** Negatives that a cluster finds, beside those of an exact search in one program. */
@Timeout(300)
class MinedNegativesTest {
    private static final List<Integer> PEOPLE = List.of(300, 1, 0, 250, 450);
    private static final int EACH = 3;
    private static final int COUNT = 4;
    private static final int DIMENSION = 6;
    private static final double RECALL = 0.9;

    private final long seed = System.nanoTime();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private static MineResult mine(EmbeddedSet set, double recall, Path out) throws IOException {
        return NegativesJob.run(
                TestCluster.shared().connection(), set, new MineSettings(COUNT, 100_000, recall, 1, out));
    }

    /** The negatives in the files, by picture, in the order of their ranks. */
    private static Map<Integer, List<NegativesFile.Row>> read(Path out) throws IOException {
        Map<Integer, List<NegativesFile.Row>> rows = new HashMap<>();
        for (String part : List.of("part-00000", "part-00001", "part-00003", "part-00004")) {
            for (NegativesFile.Row row :
                    new CarpetReader<>(out.resolve(part + ".parquet").toFile(), NegativesFile.Row.class)) {
                List<NegativesFile.Row> own =
                        rows.computeIfAbsent(Integer.valueOf(row.picture()), picture -> new ArrayList<>());
                own.add(row);
                assertThat(row.rank()).isEqualTo(own.size());
            }
        }
        return rows;
    }

    @Test
    void allPairsOrCellsGiveTheNearestNegatives() throws IOException {
        EmbeddedPictures faces = DrawnSet.write(folder, seed, PEOPLE, EACH, DIMENSION);
        EmbeddedSet set = EmbeddedSet.open(folder);
        NearestNegatives expected = new ExactSearch(1).of(faces, COUNT);

        MineResult all = mine(set, 1, folder.resolve("all"));
        assertThat(all.recall()).isEqualTo(1);
        assertThat(all.cells()).isZero();
        assertThat(all.lookAlikes().stream().mapToLong(LookAlikes::faces).sum()).isEqualTo((long) COUNT * faces.size());
        assertThat(found(faces, expected, read(folder.resolve("all")))).isEqualTo(COUNT * faces.size());

        Path inCells = folder.resolve("cells");
        MineResult some = mine(set, RECALL, inCells);
        assertThat(some.cells()).as("seed %d", seed).isPositive();
        assertThat(some.searched()).isBetween(1, some.cells() / 2);
        assertThat(some.recall()).as("of the sample").isBetween(RECALL, 1.0);
        double recall = (double) found(faces, expected, read(inCells)) / (COUNT * faces.size());
        assertThat(recall).as("of all faces, seed %d", seed).isCloseTo(some.recall(), within(0.05));
        assertThat(inCells).isDirectoryNotContaining("glob:**.bin");
    }

    @Test
    void whatHasBeenSearchedStaysUntilTheEmbeddingsChange() throws IOException {
        DrawnSet.write(folder, seed, PEOPLE, EACH, DIMENSION);
        EmbeddedSet set = EmbeddedSet.open(folder);
        Path out = folder.resolve("out");
        MineResult first = mine(set, RECALL, out);
        assertThat(first.resumed()).isZero();
        Path kept = out.resolve("part-00003.parquet");
        FileTime earlier = Files.getLastModifiedTime(kept);
        Files.delete(out.resolve("part-00000.json")); // as if the job had ended before
        MineResult second = mine(set, RECALL, out);
        assertThat(second.resumed()).isEqualTo(3);
        assertThat(second).usingRecursiveComparison().ignoringFields("resumed").isEqualTo(first);
        MineResult third = mine(set, RECALL, out);
        assertThat(third.resumed()).isEqualTo(4);
        assertThat(third.lookAlikes()).isEqualTo(first.lookAlikes());
        assertThat(third.recall()).isEqualTo(first.recall());
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(earlier);

        DrawnSet.write(folder, seed + 1, PEOPLE, EACH, DIMENSION);
        assertThat(mine(set, RECALL, out).resumed()).as("of other embeddings").isZero();
        assertThatThrownBy(() -> mine(set, 1, out))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("holds 4 negatives of each face")
                .hasMessageContaining("choose another folder");
        assertThatThrownBy(() -> mine(set, RECALL, folder))
                .as("embeddings are not overwritten")
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("(embedding.json): choose another folder");
    }

    /** How many true negatives were found; what was found is what it says it is. */
    private int found(EmbeddedPictures faces, NearestNegatives expected, Map<Integer, List<NegativesFile.Row>> rows) {
        assertThat(rows).hasSize(faces.size());
        int found = 0;
        for (int face = 0; face < faces.size(); face++) {
            List<NegativesFile.Row> own = rows.getOrDefault(face, List.of());
            assertThat(own).as("seed %d, face %d", seed, face).hasSizeLessThanOrEqualTo(COUNT);
            float before = 0;
            for (NegativesFile.Row row : own) {
                int other = Integer.parseInt(row.negative());
                assertThat(row.person()).isEqualTo("p" + faces.labels()[face]);
                assertThat(row.negativePerson())
                        .isEqualTo("p" + faces.labels()[other])
                        .isNotEqualTo(row.person());
                assertThat(row.distance())
                        .isCloseTo(faces.distance(face, other), within(1e-4f))
                        .isGreaterThanOrEqualTo(before);
                before = row.distance();
            }
            int[] nearest = expected.rows()[face];
            found += (int) own.stream()
                    .map(row -> Integer.parseInt(row.negative()))
                    .filter(other -> IntStream.of(nearest).anyMatch(one -> one == other))
                    .count();
        }
        return found;
    }
}
