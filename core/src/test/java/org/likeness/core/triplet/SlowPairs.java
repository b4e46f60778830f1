package org.likeness.core.triplet;

import java.util.stream.IntStream;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.MultiSimilarity;

/** Losses of pairs by their papers' formulas, term by term, in double precision. */
final class SlowPairs {
    private final double[][] distances;
    private final int[] labels;
    private final LossSettings settings;
    private final double[][] slopes; // ∂sum/∂d(a,b), [B, B]
    private double sum;
    private long active;
    private long terms;

    /** @param distances squared, [B, B] */
    SlowPairs(double[][] distances, int[] labels, LossSettings settings) {
        this.distances = distances;
        this.labels = labels;
        this.settings = settings;
        this.slopes = new double[labels.length][labels.length];
        for (int a = 0; a < labels.length; a++) {
            switch (settings.kind()) {
                case CONTRASTIVE -> addContrastive(a);
                case N_PAIRS -> addNPairs(a);
                case MULTI_SIMILARITY -> addMultiSimilarity(a);
                case TRIPLET -> throw new IllegalArgumentException("triplets are SlowBatch's");
            }
        }
    }

    /** With the bits of the batch's distances. */
    static SlowPairs of(SlowBatch batch, LossSettings settings) {
        double[][] distances = new double[batch.size()][batch.size()];
        for (int a = 0; a < batch.size(); a++) {
            for (int b = 0; b < batch.size(); b++) {
                distances[a][b] = batch.distance(a, b);
            }
        }
        return new SlowPairs(distances, batch.labels(), settings);
    }

    /** With distances as exact as double precision has them. */
    static SlowPairs exact(double[] embeddings, int[] labels, LossSettings settings) {
        int dimension = embeddings.length / labels.length;
        double[][] distances = new double[labels.length][labels.length];
        for (int a = 0; a < labels.length; a++) {
            for (int b = 0; b < labels.length; b++) {
                for (int i = 0; i < dimension; i++) {
                    double difference = embeddings[a * dimension + i] - embeddings[b * dimension + i];
                    distances[a][b] += difference * difference;
                }
            }
        }
        return new SlowPairs(distances, labels, settings);
    }

    private int[] positives(int a) {
        return IntStream.range(0, labels.length)
                .filter(b -> a != b && labels[a] == labels[b])
                .toArray();
    }

    private int[] negatives(int a) {
        return IntStream.range(0, labels.length)
                .filter(b -> labels[a] != labels[b])
                .toArray();
    }

    private void add(double loss) {
        sum += loss;
        terms++;
        active += loss > 0 ? 1 : 0;
    }

    private void addContrastive(int a) {
        for (int p : positives(a)) {
            add(distances[a][p]);
            slopes[a][p] += 1;
        }
        for (int n : negatives(a)) {
            double loss = Math.max(settings.contrastive().margin() - distances[a][n], 0);
            add(loss);
            slopes[a][n] -= loss > 0 ? 1 : 0;
        }
    }

    private double similarity(int a, int b) {
        return 1 - distances[a][b] / 2;
    }

    private void addNPairs(int a) {
        double scale = settings.nPairs().scale();
        int[] negatives = negatives(a);
        for (int p : positives(a)) {
            double rest = 0;
            for (int n : negatives) {
                rest += Math.exp(scale * (similarity(a, n) - similarity(a, p)));
            }
            if (negatives.length > 0) {
                add(Math.log1p(rest));
            }
            for (int n : negatives) {
                double share = Math.exp(scale * (similarity(a, n) - similarity(a, p))) / (1 + rest);
                slopes[a][n] -= scale / 2 * share;
                slopes[a][p] += scale / 2 * share;
            }
        }
    }

    private void addMultiSimilarity(int a) {
        MultiSimilarity own = settings.multiSimilarity();
        int[] positives = positives(a);
        int[] negatives = negatives(a);
        if (positives.length == 0 || negatives.length == 0) {
            return;
        }
        double least =
                IntStream.of(positives).mapToDouble(p -> similarity(a, p)).min().orElseThrow();
        double most =
                IntStream.of(negatives).mapToDouble(n -> similarity(a, n)).max().orElseThrow();
        int[] hardPositives = IntStream.of(positives)
                .filter(p -> similarity(a, p) < most + own.slack())
                .toArray();
        int[] hardNegatives = IntStream.of(negatives)
                .filter(n -> similarity(a, n) > least - own.slack())
                .toArray();
        add(addSide(a, hardPositives, -own.positiveScale(), own.threshold())
                + addSide(a, hardNegatives, own.negativeScale(), own.threshold()));
    }

    private double addSide(int a, int[] others, double scale, double threshold) {
        double rest = 0;
        for (int b : others) {
            rest += Math.exp(scale * (similarity(a, b) - threshold));
        }
        for (int b : others) {
            double share = Math.exp(scale * (similarity(a, b) - threshold)) / (1 + rest);
            slopes[a][b] -= Math.signum(scale) * share / 2;
        }
        return Math.log1p(rest) / Math.abs(scale);
    }

    double sum() {
        return sum;
    }

    long active() {
        return active;
    }

    long terms() {
        return terms;
    }

    double divisor() {
        return switch (settings.reduction()) {
            case SUM -> 1;
            case MEAN -> Math.max(1, terms);
            case MEAN_ACTIVE -> Math.max(1, active);
        };
    }

    /** The value and its gradient with respect to the batch's embeddings. */
    SlowBatch.Cost cost(SlowBatch batch) {
        double[] gradient = new double[batch.embeddings().length];
        double[] magnitude = new double[gradient.length];
        for (int a = 0; a < batch.size(); a++) {
            for (int b = 0; b < batch.size(); b++) {
                batch.pull(a, b, slopes[a][b] / divisor(), gradient, magnitude);
            }
        }
        return new SlowBatch.Cost(sum, sum / divisor(), active, gradient, magnitude);
    }
}
