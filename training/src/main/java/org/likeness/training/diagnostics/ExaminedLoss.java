package org.likeness.training.diagnostics;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.algebra.EffectiveRank;
import org.likeness.core.triplet.PositiveRanks;
import org.likeness.model.graph.TensorData;
import org.likeness.training.loader.BatchLabels;
import org.likeness.training.loss.BatchLoss;
import org.likeness.training.loss.LossResult;

/** A batch loss that computes further metrics for every tenth batch; value and gradient are unchanged. */
public final class ExaminedLoss implements BatchLoss {
    /** Effective rank of the batch's embeddings, by its name in {@code metrics.jsonl}. */
    public static final String RANK = "effectiveRank";

    /** How many people the batch shows. */
    public static final String PEOPLE = "people";

    /** Share of ordered anchor–positive pairs in which more than a tenth of the anchor's negatives are nearer than the positive. */
    public static final String BEYOND_TENTH = "positivesBeyondTenth";

    /** The same for half of the negatives. */
    public static final String BEYOND_HALF = "positivesBeyondHalf";

    /** The same for three quarters of the negatives. */
    public static final String BEYOND_THREE_QUARTERS = "positivesBeyondThreeQuarters";

    private static final double TENTH = 0.1;
    private static final double HALF = 0.5;
    private static final double THREE_QUARTERS = 0.75;
    private static final int MOST_ROWS = 512; // more would show no collapse that these do not, at a cubic cost
    private static final int MOST_ANCHORS = 128;

    private final BatchLoss batchLoss;

    /** @param batchLoss the loss that is examined */
    public ExaminedLoss(BatchLoss batchLoss) {
        this.batchLoss = batchLoss;
    }

    @Override
    public LossResult of(float[] embeddings, BatchLabels batch) {
        LossResult lossResult = batchLoss.of(embeddings, batch);
        if ((batch.step() + 1) % MetricHistory.WINDOW != 0) {
            return lossResult;
        }
        return new LossResult(
                lossResult.value(),
                lossResult.cost(),
                lossResult.hasGradient(),
                lossResult.statistics(),
                lossResult.minedShare(),
                lossResult.gradient(),
                examined(rows(embeddings, batch.size()), batch.labels(), lossResult.further()));
    }

    private static SortedMap<String, Double> examined(
            float[][] embeddings, int[] labels, SortedMap<String, Double> further) {
        SortedMap<String, Double> figures = new TreeMap<>(further);
        figures.put(RANK, EffectiveRank.of(some(embeddings)));
        figures.put(PEOPLE, (double) Arrays.stream(labels).distinct().count());
        PositiveRanks places = PositiveRanks.of(embeddings, labels, MOST_ANCHORS);
        if (places.places().length > 0) {
            figures.put(BEYOND_TENTH, places.shareBeyond(TENTH));
            figures.put(BEYOND_HALF, places.shareBeyond(HALF));
            figures.put(BEYOND_THREE_QUARTERS, places.shareBeyond(THREE_QUARTERS));
        }
        return figures;
    }

    private static float[][] rows(float[] values, int batch) {
        int length = values.length / batch;
        float[][] rows = new float[batch][];
        for (int row = 0; row < batch; row++) {
            rows[row] = Arrays.copyOfRange(values, row * length, (row + 1) * length);
        }
        return rows;
    }

    /** Spread evenly over the batch. */
    private static float[][] some(float[][] rows) {
        int count = Math.min(rows.length, MOST_ROWS);
        float[][] some = new float[count][];
        for (int i = 0; i < count; i++) {
            some[i] = rows[(int) ((long) i * rows.length / count)];
        }
        return some;
    }

    @Override
    public void learned(double learningRate) {
        batchLoss.learned(learningRate);
    }

    @Override
    public Map<String, TensorData> state() {
        return batchLoss.state();
    }

    @Override
    public void load(Map<String, TensorData> state) {
        batchLoss.load(state);
    }
}
