package org.likeness.core.triplet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Negative;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.search.DistanceRows;

/** A seeded batch, and all that is to be known of it by the definitions, in plain loops over all triplets. */
final class SlowBatch {
    private final long seed;
    private final float[] embeddings;
    private final int[] labels;
    private final float[][] distances;

    SlowBatch(long seed, float[] embeddings, int[] labels, float[][] distances) {
        this.seed = seed;
        this.embeddings = embeddings;
        this.labels = labels;
        this.distances = distances;
    }

    long seed() {
        return seed;
    }

    float[] embeddings() {
        return embeddings;
    }

    int[] labels() {
        return labels;
    }

    float[][] distances() {
        return distances;
    }

    SlowBatch(long seed, float[] embeddings, int[] labels) {
        this(seed, embeddings, labels, distances(embeddings, labels.length));
    }

    /** Coarse coordinates, so that equal distances are common; some identities have one picture. */
    static SlowBatch coarse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int batch = 1 + random.nextInt(24);
        int dimension = 2 + random.nextInt(9);
        int[] labels = random.ints(batch, 0, 1 + random.nextInt(8)).toArray();
        float[] embeddings = new float[batch * dimension];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = random.nextInt(-2, 3) / 8f;
        }
        return new SlowBatch(seed, embeddings, labels);
    }

    /** Points of the unit sphere about a center for each identity; labels in no order. */
    static SlowBatch sphere(long seed, int batch, int dimension, int identities) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = random.ints(batch, 0, identities).toArray();
        float[] embeddings = new float[batch * dimension];
        for (int row = 0; row < batch; row++) {
            SplittableRandom center = new SplittableRandom(labels[row]);
            double squares = 0;
            for (int i = row * dimension; i < (row + 1) * dimension; i++) {
                embeddings[i] = (float) (center.nextDouble(-1, 1) + random.nextDouble(-1.5, 1.5));
                squares += embeddings[i] * embeddings[i];
            }
            for (int i = row * dimension; i < (row + 1) * dimension; i++) {
                embeddings[i] /= (float) Math.sqrt(squares);
            }
        }
        return new SlowBatch(seed, embeddings, labels);
    }

    int size() {
        return labels.length;
    }

    int dimension() {
        return embeddings.length / labels.length;
    }

    /** With the bits that {@link DistanceRows} must find: four squares at a time, then one by one. */
    private static float[][] distances(float[] embeddings, int batch) {
        int dimension = embeddings.length / batch;
        float[][] distances = new float[batch][batch];
        for (int a = 0; a < batch; a++) {
            for (int b = 0; b < batch; b++) {
                float[] squares = new float[dimension];
                for (int i = 0; i < dimension; i++) {
                    float difference = embeddings[a * dimension + i] - embeddings[b * dimension + i];
                    squares[i] = difference * difference;
                }
                int i = 0;
                for (; i + 4 <= dimension; i += 4) {
                    distances[a][b] += (squares[i] + squares[i + 1]) + (squares[i + 2] + squares[i + 3]);
                }
                for (; i < dimension; i++) {
                    distances[a][b] += squares[i];
                }
            }
        }
        return distances;
    }

    float distance(int a, int b) {
        return distances[a][b];
    }

    float toPositive(Triplet t) {
        return distance(t.anchor(), t.positive());
    }

    float toNegative(Triplet t) {
        return distance(t.anchor(), t.negative());
    }

    List<Triplet> allValid() {
        List<Triplet> valid = new ArrayList<>();
        for (int a = 0; a < size(); a++) {
            for (int p = 0; p < size(); p++) {
                valid.addAll(ofPair(a, p));
            }
        }
        return valid;
    }

    /** All valid triplets of a pair, nearest negative first, of equals the first row first. */
    private List<Triplet> ofPair(int a, int p) {
        return IntStream.range(0, size())
                .filter(n -> a != p && labels[a] == labels[p] && labels[a] != labels[n])
                .mapToObj(n -> new Triplet(a, p, n))
                .sorted(Comparator.comparingDouble(this::toNegative).thenComparingInt(Triplet::negative))
                .toList();
    }

    /** What is to be chosen. */
    List<Triplet> mined(MiningSettings settings, float margin, long draws) {
        return mined(settings, margin, draws, size(), IntStream.range(0, size()).toArray());
    }

    /**
     * What is to be chosen where only the first rows are anchors.
     *
     * @param anchors  how many
     * @param pictures of each row: those of one picture are not each other's positives
     */
    List<Triplet> mined(MiningSettings settings, float margin, long draws, int anchors, int[] pictures) {
        List<Triplet> chosen = new ArrayList<>();
        for (int a = 0; a < anchors; a++) {
            RandomGenerator random = Anchor.draws(draws, a);
            List<Triplet> ofAnchor = new ArrayList<>();
            for (int p = 0; p < size(); p++) {
                if (pictures[a] != pictures[p]) {
                    ofAnchor.addAll(ofPair(ofPair(a, p), settings, margin, random));
                }
            }
            if (settings.strategy() == Strategy.BATCH_HARD) {
                ofAnchor.stream()
                        .min(Comparator.comparingDouble((Triplet t) -> -toPositive(t))
                                .thenComparingDouble(this::toNegative)
                                .thenComparingInt(Triplet::positive)
                                .thenComparingInt(Triplet::negative))
                        .ifPresent(chosen::add);
            } else {
                chosen.addAll(ofAnchor);
            }
        }
        return chosen;
    }

    private List<Triplet> ofPair(List<Triplet> valid, MiningSettings settings, float margin, RandomGenerator random) {
        List<Triplet> allowed = valid.stream()
                .filter(t -> switch (settings.strategy()) {
                    case SEMI_HARD -> toPositive(t) < toNegative(t) && toNegative(t) < toPositive(t) + margin;
                    case HARD -> toNegative(t) < toPositive(t);
                    case RANDOM, ALL, BATCH_HARD, DISTANCE_WEIGHTED -> true;
                })
                .toList();
        if (allowed.isEmpty()) {
            return allowed;
        }
        return switch (settings.strategy()) {
            case ALL, BATCH_HARD -> allowed;
            case RANDOM -> List.of(allowed.get(random.nextInt(allowed.size())));
            case SEMI_HARD, HARD ->
                List.of(allowed.get(settings.negative() == Negative.NEAREST ? 0 : random.nextInt(allowed.size())));
            case DISTANCE_WEIGHTED -> List.of(allowed.get(weighted(allowed, settings, random)));
        };
    }

    /** The paper's formula, by logarithms: log 1/q = −(D−2) log d − (D−3)/2 log(1 − d²/4). */
    private int weighted(List<Triplet> allowed, MiningSettings settings, RandomGenerator random) {
        double[] logarithms = allowed.stream()
                .filter(t -> toNegative(t) < 1.96f)
                .mapToDouble(t -> Math.max(toNegative(t), (float) settings.leastDistance()))
                .map(s -> -(dimension() - 2) * Math.log(Math.sqrt(s)) - (dimension() - 3) / 2.0 * Math.log(1 - s / 4))
                .toArray();
        if (logarithms.length == 0) {
            return random.nextInt(allowed.size());
        }
        double[] weights = IntStream.range(0, logarithms.length)
                .mapToDouble(i -> Math.exp(logarithms[i] - logarithms[0]))
                .toArray();
        double rest = random.nextDouble()
                * IntStream.range(0, weights.length)
                        .mapToDouble(i -> weights[i])
                        .sum();
        int chosen = 0;
        while (chosen < weights.length - 1 && rest >= weights[chosen]) {
            rest -= weights[chosen++];
        }
        return chosen;
    }

    /**
     * Sums over triplets, in double precision.
     */
    static final class Cost {
        private final double sum;
        private final double value;
        private final long active;
        private final double[] gradient;
        private final double[] magnitude;

        /**
         * @param gradient  ∂value/∂embeddings
         * @param magnitude what was added up for each number of the gradient, signs left out: rounding is a share of it
         */
        Cost(double sum, double value, long active, double[] gradient, double[] magnitude) {
            this.sum = sum;
            this.value = value;
            this.active = active;
            this.gradient = gradient;
            this.magnitude = magnitude;
        }

        double sum() {
            return sum;
        }

        double value() {
            return value;
        }

        long active() {
            return active;
        }

        double[] gradient() {
            return gradient;
        }

        double[] magnitude() {
            return magnitude;
        }

        /** The same, with the first numbers of the gradient alone. */
        Cost ofFirst(int numbers) {
            return new Cost(sum, value, active, Arrays.copyOf(gradient, numbers), Arrays.copyOf(magnitude, numbers));
        }
    }

    Cost cost(List<Triplet> triplets, LossSettings settings) {
        double sum = 0;
        long active = 0;
        double[] gradient = new double[embeddings.length];
        double[] magnitude = new double[embeddings.length];
        for (Triplet t : triplets) {
            double x = (double) toPositive(t) - toNegative(t) + settings.margin();
            boolean hinge = settings.form() == LossSettings.Form.HINGE;
            double loss = hinge ? Math.max(x, 0) : Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            double slope = hinge ? (x > 0 ? 1 : 0) : 1 / (1 + Math.exp(-x));
            sum += loss;
            active += loss > 0 ? 1 : 0;
            pull(t.anchor(), t.positive(), slope, gradient, magnitude);
            pull(t.anchor(), t.negative(), -slope, gradient, magnitude);
        }
        double divisor = switch (settings.reduction()) {
            case SUM -> 1;
            case MEAN -> Math.max(1, triplets.size());
            case MEAN_ACTIVE -> Math.max(1, active);
        };
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= divisor;
            magnitude[i] /= divisor;
        }
        return new Cost(sum, sum / divisor, active, gradient, magnitude);
    }

    void pull(int a, int b, double slope, double[] gradient, double[] magnitude) {
        for (int i = 0; i < dimension(); i++) {
            int ia = a * dimension() + i;
            int ib = b * dimension() + i;
            double pull = 2 * slope * ((double) embeddings[ia] - embeddings[ib]);
            double size = 2 * Math.abs(slope) * (Math.abs(embeddings[ia]) + Math.abs(embeddings[ib]));
            gradient[ia] += pull;
            gradient[ib] -= pull;
            magnitude[ia] += size;
            magnitude[ib] += size;
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "seed %d: %d rows of %d numbers", seed, size(), dimension());
    }
}
