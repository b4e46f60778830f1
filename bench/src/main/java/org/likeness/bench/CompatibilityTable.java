package org.likeness.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.dataset.folder.LfwPeople;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FalseMatchCurve;
import org.likeness.core.embedding.SpaceBridge;
import org.likeness.core.evaluation.identification.MeanByPeople;
import org.likeness.core.statistics.ConfidenceInterval;

/**
 * What becomes of an old gallery when the encoder changes: each row of the table is a way to go on with it. Probes are new pictures, and
 * enrolled faces are old or new embeddings of other pictures.
 */
public final class CompatibilityTable {
    private static final double FALSE_MATCH_RATE = 0.01;
    private static final double FALSE_POSITIVE_IDENTIFICATION_RATE = 0.1;
    private static final int GALLERIES = 4; // smaller ones: in a large one, these encoders find few people at that rate

    private final EvaluatedFaces faces;
    private final boolean[] matchedBefore;

    private CompatibilityTable(EvaluatedFaces faces, Way before) {
        this.faces = faces;
        double threshold = threshold(before, true, false);
        this.matchedBefore = new boolean[faces.size() * faces.size()];
        for (int probe = 0; probe < faces.size(); probe++) {
            for (int enrolled = 0; enrolled < faces.size(); enrolled++) {
                matchedBefore[probe * faces.size() + enrolled] = before.old(probe, enrolled) <= threshold;
            }
        }
    }

    private interface Score {
        double of(int probe, int enrolled);
    }

    /**
     * Scores of all probes and enrolled faces, the smaller the more alike; old and new faces of a gallery are ranked by them together.
     */
    private static final class Way {
        private final int size;
        private final double[] old; // of faces that were enrolled before the change, [N × N]
        private final double[] fresh; // of faces that were enrolled, or embedded again, after it

        Way(int size, Score old, Score fresh) {
            this.size = size;
            this.old = all(size, old);
            this.fresh = all(size, fresh);
        }

        private static double[] all(int size, Score score) {
            double[] scores = new double[Math.multiplyExact(size, size)];
            IntStream.range(0, size).parallel().forEach(probe -> {
                for (int enrolled = 0; enrolled < size; enrolled++) {
                    scores[probe * size + enrolled] = score.of(probe, enrolled);
                }
            });
            return scores;
        }

        static Way of(float[][] probes, float[][] old, float[][] fresh) {
            return new Way(
                    probes.length,
                    (probe, enrolled) -> distance(probes[probe], old[enrolled]),
                    (probe, enrolled) -> distance(probes[probe], fresh[enrolled]));
        }

        double old(int probe, int enrolled) {
            return old[probe * size + enrolled];
        }

        double fresh(int probe, int enrolled) {
            return fresh[probe * size + enrolled];
        }
    }

    private static double distance(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            float difference = one[i] - other[i];
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * @param arguments a folder of pictures, people files of those to test and of those to fit the bridge with, and four encoders: the old one,
     *     a new one without a constraint, one trained with harmonic triplets, one with the influence loss
     */
    public static void main(String[] arguments) {
        FaceDataset pictures = FolderDataset.read(Path.of(arguments[0]));
        FaceDataset tested = LfwPeople.read(Path.of(arguments[1])).restrict(pictures);
        FaceDataset fitted = LfwPeople.read(Path.of(arguments[2])).restrict(pictures);
        EvaluatedFaces faces = EvaluatedFaces.of(tested);
        EncodedFaces old = EncodedFaces.of(Path.of(arguments[3]), faces.pictures());
        EncodedFaces free = EncodedFaces.of(Path.of(arguments[4]), faces.pictures());
        EncodedFaces harmonic = EncodedFaces.of(Path.of(arguments[5]), faces.pictures());
        EncodedFaces influenced = EncodedFaces.of(Path.of(arguments[6]), faces.pictures());
        Way before = Way.of(old.rows(), old.rows(), old.rows());
        Way after = Way.of(free.rows(), free.rows(), free.rows());
        CompatibilityTable table = new CompatibilityTable(faces, before);
        System.out.println(faces);
        System.out.println("| | cross-test | self-test | harm | FNIR | negative flips |");
        System.out.println("|---|---|---|---|---|---|");
        table.row("no change: the old encoder", before, after);
        table.row("naive", Way.of(free.rows(), old.rows(), free.rows()), after);
        table.row("merged ranks", merged(old, free), after);
        table.row("bridge", Way.of(free.rows(), bridged(fitted, old, free), free.rows()), after);
        table.row("harmonic triplets", Way.of(harmonic.rows(), old.rows(), harmonic.rows()), after);
        table.row("BCT", Way.of(influenced.rows(), old.rows(), influenced.rows()), after);
        table.row("merged ranks, BCT", merged(old, influenced), after);
        table.row("full re-embedding", after, after);
    }

    /** Each face is compared in its own space, by the encoder of that space; ranks are calibrated false-match rates. */
    private static Way merged(EncodedFaces old, EncodedFaces fresh) {
        FalseMatchCurve oldCurve = FalseMatchCurve.of(old.calibration());
        FalseMatchCurve freshCurve = FalseMatchCurve.of(fresh.calibration());
        float[][] oldRows = old.rows();
        float[][] freshRows = fresh.rows();
        return new Way(
                oldRows.length,
                (probe, enrolled) -> oldCurve.logRate(distance(oldRows[probe], oldRows[enrolled])),
                (probe, enrolled) -> freshCurve.logRate(distance(freshRows[probe], freshRows[enrolled])));
    }

    /** Old embeddings in the new space. */
    private static float[][] bridged(FaceDataset fitted, EncodedFaces old, EncodedFaces fresh) {
        EvaluatedFaces pairs = EvaluatedFaces.of(fitted);
        List<Embedding> from = EncodedFaces.of(old.file(), pairs.pictures()).embeddings();
        List<Embedding> to = EncodedFaces.of(fresh.file(), pairs.pictures()).embeddings();
        SpaceBridge bridge = SpaceBridge.fit(from, to);
        return old.embeddings().stream()
                .map(embedding -> bridge.map(embedding).values())
                .toArray(float[][]::new);
    }

    private void row(String name, Way way, Way after) {
        double cross = threshold(way, true, false);
        double self = threshold(way, false, true);
        double selfAfter = threshold(after, false, true);
        double mixed = threshold(way, true, true);
        Answers crossTest = new Answers();
        Answers selfTest = new Answers();
        Answers harm = new Answers();
        Answers flips = new Answers();
        forEachPair(true, (probe, enrolled) -> {
            int person = faces.label(probe);
            boolean selfMatches = way.fresh(probe, enrolled) <= self;
            crossTest.add(person, way.old(probe, enrolled) <= cross ? 1 : 0);
            selfTest.add(person, selfMatches ? 1 : 0);
            harm.add(person, (after.fresh(probe, enrolled) <= selfAfter ? 1 : 0) - (selfMatches ? 1 : 0));
            boolean before = matchedBefore[probe * faces.size() + enrolled];
            flips.add(person, before && way.old(probe, enrolled) > mixed ? 1 : 0);
            flips.add(person, before && way.fresh(probe, enrolled) > mixed ? 1 : 0);
        });
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |",
                name,
                crossTest.told(),
                selfTest.told(),
                harm.told(),
                falseNegatives(way).told(),
                flips.told()));
    }

    private interface PairVisitor {
        void visit(int probe, int enrolled);
    }

    private void forEachPair(boolean genuine, PairVisitor visitor) {
        for (int probe = 0; probe < faces.size(); probe++) {
            for (int enrolled = 0; enrolled < faces.size(); enrolled++) {
                if (probe != enrolled && (faces.label(probe) == faces.label(enrolled)) == genuine) {
                    visitor.visit(probe, enrolled);
                }
            }
        }
    }

    /** The largest score at which no more pairs of two people match than the rate allows, of old or new enrolled faces or both. */
    private double threshold(Way way, boolean old, boolean fresh) {
        int people = faces.size();
        double[] scores = new double[Math.multiplyExact(2 * people, people)];
        int[] count = {0};
        forEachPair(false, (probe, enrolled) -> {
            if (old) {
                scores[count[0]++] = way.old(probe, enrolled);
            }
            if (fresh) {
                scores[count[0]++] = way.fresh(probe, enrolled);
            }
        });
        Arrays.sort(scores, 0, count[0]);
        return scores[(int) (FALSE_MATCH_RATE * count[0]) - 1];
    }

    /**
     * Whether each further picture of an enrolled person is missed. In each gallery, every second person is enrolled with an old embedding, and
     * then every other one. The threshold is that of the asked rate among people who are not enrolled.
     */
    private Answers falseNegatives(Way way) {
        Answers missed = new Answers();
        for (int part = 0; part < GALLERIES; part++) {
            int[] enrolled = faces.gallery(part, GALLERIES);
            for (int parity = 0; parity < 2; parity++) {
                addFalseNegatives(way, enrolled, parity, missed);
            }
        }
        return missed;
    }

    private void addFalseNegatives(Way way, int[] gallery, int parity, Answers missed) {
        double[] strangers = Arrays.stream(faces.strangers())
                .mapToDouble(probe -> nearest(way, probe, gallery, parity).score())
                .sorted()
                .toArray();
        double threshold = strangers[(int) (FALSE_POSITIVE_IDENTIFICATION_RATE * strangers.length) - 1];
        for (int probe : faces.mates(gallery)) {
            Candidate best = nearest(way, probe, gallery, parity);
            boolean found = best.score() <= threshold && faces.label(best.face()) == faces.label(probe);
            missed.add(faces.label(probe), found ? 0 : 1);
        }
    }

    private record Candidate(int face, double score) {}

    /** @param parity of the places whose people are enrolled with old embeddings */
    private static Candidate nearest(Way way, int probe, int[] gallery, int parity) {
        Candidate best = new Candidate(-1, Double.POSITIVE_INFINITY);
        for (int place = 0; place < gallery.length; place++) {
            double score = place % 2 == parity ? way.old(probe, gallery[place]) : way.fresh(probe, gallery[place]);
            if (score < best.score()) {
                best = new Candidate(gallery[place], score);
            }
        }
        return best;
    }

    /** Answers about people, whose mean has an interval by people. */
    private static final class Answers {
        private final List<Integer> values = new ArrayList<>();
        private final List<Integer> people = new ArrayList<>();

        void add(int person, int value) {
            values.add(value);
            people.add(person);
        }

        String told() {
            double[] all = values.stream().mapToDouble(Integer::doubleValue).toArray();
            int[] labels = people.stream().mapToInt(Integer::intValue).toArray();
            ConfidenceInterval interval = MeanByPeople.of(all, labels, 1);
            return String.format(
                    Locale.ROOT,
                    "%.3f (%.3f–%.3f)",
                    IntStream.range(0, all.length)
                            .mapToDouble(i -> all[i])
                            .average()
                            .orElseThrow(),
                    interval.lower(),
                    interval.upper());
        }
    }
}
