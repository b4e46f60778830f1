package org.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.audit.Audit;
import org.likeness.core.audit.AuditedSets;
import org.likeness.core.audit.SamePerson;
import org.likeness.core.audit.WrongLabel;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;
import org.likeness.export.PeopleEmbeddingsFile;
import org.likeness.spark.audit.AuditJob;
import org.likeness.spark.audit.AuditResult;
import org.likeness.spark.audit.AuditSettings;
import org.likeness.spark.embed.DrawnSet;
import org.likeness.spark.embed.EmbeddedSet;

/** What a cluster finds in an embedded set, beside what one program finds. */
@Timeout(300)
class AuditedSetTest {
    private static final int DIMENSION = 64;
    private static final double NOISE = 0.07; // faces of one person are some 0.5 apart, of two people 2
    private static final int PEOPLE = 60;
    private static final int EACH = 6;
    private static final int WRONG = 10;
    private static final int TWO_NAMES = 3;
    private static final int PARTS = 5;
    private static final double FALSE_SHARE = 0.05;

    private final long seed = Long.getLong("seed", 20_261_130); // findings at the limit would depend on rounding
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<PeopleEmbeddingsFile.Row> faces = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    /** A picture of its own noise. */
    private record Drawn(String name, long seed) implements Picture {
        @Override
        public FaceImage decode() {
            byte[] pixels = new byte[3 * 16 * 16];
            new SplittableRandom(seed).nextBytes(pixels);
            return new FaceImage(16, 16, pixels);
        }
    }

    private float[] person() {
        float[] direction = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            direction[i] = (float) random.nextGaussian();
        }
        return Vectors.unit(direction);
    }

    /** Some faces of one person, under a name. */
    private void draw(String name, float[] person, int count) {
        for (int i = 0; i < count; i++) {
            float[] embedding = person.clone();
            for (int place = 0; place < DIMENSION; place++) {
                embedding[place] += (float) (NOISE * random.nextGaussian());
            }
            faces.add(DrawnSet.row("face" + faces.size(), name, Vectors.unit(embedding)));
        }
    }

    /** People with their own faces alone. */
    private List<float[]> draw() {
        List<float[]> people =
                IntStream.range(0, PEOPLE).mapToObj(person -> person()).toList();
        for (int person = 0; person < PEOPLE; person++) {
            draw("p" + person, people.get(person), EACH);
        }
        return people;
    }

    /**
     * Some people's faces are in two parts, in the order of the other program: of faces with the same median distance, the first is in the
     * core.
     */
    private EmbeddedSet written() {
        List<List<PeopleEmbeddingsFile.Row>> parts = new ArrayList<>();
        IntStream.range(0, PARTS).forEach(part -> parts.add(new ArrayList<>()));
        for (int face = 0; face < faces.size(); face++) {
            parts.get(face * (PARTS - 1) / faces.size()).add(faces.get(face)); // the last one stays empty
        }
        DrawnSet.write(folder, parts);
        return EmbeddedSet.open(folder);
    }

    private Audit inOneProgram() {
        Map<String, List<Picture>> people = new HashMap<>();
        Map<String, float[]> embeddings = new HashMap<>();
        for (PeopleEmbeddingsFile.Row face : faces) {
            people.computeIfAbsent(face.person(), name -> new ArrayList<>())
                    .add(new Drawn(face.picture(), face.picture().hashCode()));
            embeddings.put(face.picture(), face.embedding().values());
        }
        FaceDataset data = new FaceDataset(
                "drawn",
                people.keySet().stream()
                        .sorted()
                        .map(name -> new Identity(name, people.getOrDefault(name, List.of())))
                        .toList());
        AuditedSets sets = AuditedSets.of(data, Optional.empty());
        return Audit.of(
                sets,
                DatasetInspection.of(data, 1, done -> {}),
                picture -> Optional.ofNullable(embeddings.get(picture.name())),
                FALSE_SHARE,
                1,
                done -> {});
    }

    @Test
    void wrongLabelsAreThoseOfOneProgram() throws IOException {
        List<float[]> people = draw();
        for (int wrong = 0; wrong < WRONG; wrong++) {
            draw("p" + wrong, people.get(wrong + WRONG), 1);
        }
        Audit expected = inOneProgram();
        AuditResult found = audited(AuditSettings.USUAL_CELLS_FROM);
        assertThat(found.people()).isEqualTo(PEOPLE);
        assertThat(found.faces()).isEqualTo(faces.size());
        assertThat(found.judged()).isEqualTo(expected.judged());
        assertThat(expected.wrongLabels()).as("seed %d", seed).hasSizeGreaterThan(WRONG / 2);
        assertThat(found.wrongLabels())
                .as("seed %d", seed)
                .hasSize(expected.wrongLabels().size());
        for (int i = 0; i < found.wrongLabels().size(); i++) {
            requireSame(found.wrongLabels().get(i), expected.wrongLabels().get(i));
        }
        assertThat(found.twoNames())
                .as("seed %d", seed)
                .hasSize(expected.twoNames().size());
    }

    @Test
    void peopleWithTwoNamesAreThoseOfOneProgram() throws IOException {
        List<float[]> people = draw();
        for (int name = 0; name < TWO_NAMES; name++) {
            draw("q" + name, people.get(name), 1 + 3 * name);
        }
        Audit expected = inOneProgram();
        AuditResult found = audited(AuditSettings.USUAL_CELLS_FROM);
        assertThat(found.people()).isEqualTo(PEOPLE + TWO_NAMES);
        assertThat(expected.twoNames()).as("seed %d", seed).isNotEmpty();
        assertThat(found.twoNames())
                .as("seed %d", seed)
                .hasSize(expected.twoNames().size());
        for (int i = 0; i < found.twoNames().size(); i++) {
            requireSame(found.twoNames().get(i), expected.twoNames().get(i));
        }
    }

    @Test
    void cellsGiveWhatIsFoundAmongAll() throws IOException {
        List<float[]> people = draw();
        for (int wrong = 0; wrong < WRONG; wrong++) {
            draw("p" + wrong, people.get(wrong + WRONG), 1);
        }
        for (int name = 0; name < TWO_NAMES; name++) {
            draw("q" + name, people.get(PEOPLE - 1 - name), EACH);
        }
        Audit expected = inOneProgram();
        AuditResult found = audited(2);
        assertThat(found.recall()).as("seed %d", seed).isBetween(0.95, 1.0);
        assertThat(expected.twoNames()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(TWO_NAMES);
        assertThat(found.twoNames())
                .as("seed %d", seed)
                .hasSize(expected.twoNames().size());
        for (int i = 0; i < found.twoNames().size(); i++) {
            requireSame(found.twoNames().get(i), expected.twoNames().get(i));
        }
        assertThat(found.wrongLabels())
                .as("seed %d", seed)
                .extracting(AuditResult.WrongLabel::picture)
                .containsExactlyInAnyOrderElementsOf(expected.wrongLabels().stream()
                        .map(wrong -> wrong.picture().picture().name())
                        .toList());
    }

    private AuditResult audited(int cellsFrom) throws IOException {
        return AuditJob.run(TestCluster.shared().connection(), written(), new AuditSettings(FALSE_SHARE, cellsFrom));
    }

    private void requireSame(AuditResult.WrongLabel found, WrongLabel expected) {
        assertThat(found.picture())
                .as("seed %d", seed)
                .isEqualTo(expected.picture().picture().name());
        assertThat(found.person()).isEqualTo(expected.picture().person().name());
        assertThat(found.other()).isEqualTo(expected.other().name());
        assertThat(found.own()).isCloseTo(expected.own(), within(1e-5));
        assertThat(found.usual()).isCloseTo(expected.usual(), within(1e-5));
        assertThat(found.toOther()).isCloseTo(expected.toOther(), within(1e-5));
        assertThat(found.score()).isCloseTo(expected.score(), within(1e-2));
        assertThat(found.falseShare()).isCloseTo(expected.falseShare(), within(1e-3));
    }

    private void requireSame(AuditResult.TwoNames found, SamePerson expected) {
        assertThat(found.first().name())
                .as("seed %d", seed)
                .isEqualTo(expected.first().name());
        assertThat(found.second().name()).isEqualTo(expected.second().name());
        assertThat(found.second().faces())
                .isEqualTo(expected.second().identity().pictures().size());
        assertThat(found.evidence()).isEqualTo(expected.evidence());
        assertThat(found.distance()).isCloseTo(expected.distance(), within(1e-5));
        assertThat(found.falseShare()).isCloseTo(expected.falseShare(), within(1e-3));
    }
}
