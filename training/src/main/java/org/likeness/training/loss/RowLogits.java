package org.likeness.training.loss;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.likeness.training.distributed.ProcessGroup;

/**
 * What the softmax of some rows of a batch needs of the logits that one rank's centers give. Each array has a number for each row.
 *
 * <p>{@link #joint} puts all ranks together. Each rank computes the same from the same numbers in the same order, so that all judge alike whether
 * the loss is finite.
 */
final class RowLogits {
    private static final int NUMBERS = 4; // of a row

    private final float[] greatest;
    private final float[] sums;
    private final float[] own;
    private final float[] unreduced;

    /**
     * @param greatest  the largest logit; −∞ without a center
     * @param sums      of exp(logit − the largest one); 0 without a center
     * @param own       logit of the own center; −∞ if another rank has it
     * @param unreduced the same without the margin
     */
    RowLogits(float[] greatest, float[] sums, float[] own, float[] unreduced) {
        this.greatest = greatest;
        this.sums = sums;
        this.own = own;
        this.unreduced = unreduced;
    }

    /** Those of a rank without centers. */
    static RowLogits none(int rows) {
        float[] nothing = new float[rows];
        Arrays.fill(nothing, Float.NEGATIVE_INFINITY);
        return new RowLogits(nothing, new float[rows], nothing, nothing);
    }

    /** The softmax over the centers of all ranks, of the same rows. */
    static final class Joint {
        private final double[] logarithms;
        private final double[] ofOwn;
        private final int nearest;

        private Joint(double[] logarithms, double[] ofOwn, int nearest) {
            this.logarithms = logarithms;
            this.ofOwn = ofOwn;
            this.nearest = nearest;
        }

        /** log Σ exp(logit), of a row. */
        double logarithm(int row) {
            return logarithms[row];
        }

        /** log p of a row's own class; 0 or less. */
        double ofOwn(int row) {
            return ofOwn[row];
        }

        /** Its sum over all rows. */
        double ofOwn() {
            return Arrays.stream(ofOwn).sum();
        }

        /** How many rows have no center that is nearer than their own. */
        int nearest() {
            return nearest;
        }
    }

    Joint joint(ProcessGroup group) {
        int rows = own.length;
        ByteBuffer message = ByteBuffer.allocate(NUMBERS * Float.BYTES * rows);
        for (int i = 0; i < rows; i++) {
            message.putFloat(greatest[i]).putFloat(sums[i]).putFloat(own[i]).putFloat(unreduced[i]);
        }
        FloatBuffer[] ranks = Arrays.stream(group.gather(message.array()))
                .map(of -> ByteBuffer.wrap(of).asFloatBuffer())
                .toArray(FloatBuffer[]::new);
        double[] logarithms = new double[rows];
        double[] ofOwn = new double[rows];
        int nearest = 0;
        for (int i = 0; i < rows; i++) {
            int place = NUMBERS * i;
            float largest = largest(ranks, place);
            double sum = 0;
            for (FloatBuffer rank : ranks) {
                sum += rank.get(place + 1) * Math.exp((double) rank.get(place) - largest);
            }
            logarithms[i] = largest + Math.log(sum);
            ofOwn[i] = largest(ranks, place + 2) - logarithms[i];
            nearest += largest(ranks, place + 3) >= largest ? 1 : 0; // a margin makes no logit larger
        }
        return new Joint(logarithms, ofOwn, nearest);
    }

    /** NaN if one of them is. */
    private static float largest(FloatBuffer[] ranks, int place) {
        float largest = Float.NEGATIVE_INFINITY;
        for (FloatBuffer rank : ranks) {
            largest = Math.max(largest, rank.get(place));
        }
        return largest;
    }
}
