package org.likeness.training.loss;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Samples the classes of the softmax of a step: those of the batch, and a uniformly drawn share of the others.
 *
 * @see <a href="https://arxiv.org/abs/2010.05222">Partial FC</a>
 */
final class ClassSampler {
    private ClassSampler() {}

    /**
     * @param classes how many there are, C
     * @param labels  class of each row of the batch, each in [0, C)
     * @param share   of the classes outside the batch, in (0, 1]; rounded up
     * @param random  gives the step's draws
     * @return classes in ascending order
     */
    static int[] draw(int classes, int[] labels, double share, RandomGenerator random) {
        BitSet own = new BitSet(classes);
        for (int label : labels) {
            own.set(label);
        }
        int others = classes - own.cardinality();
        int wanted = (int) Math.ceil(share * others);
        BitSet taking = wanted <= others / 2
                ? others(own, classes, wanted, random)
                : without(others(own, classes, others - wanted, random), classes);
        taking.or(own);
        return taking.stream().toArray();
    }

    /** Draws again where one was drawn before: at most every second is, as at most half of them are drawn. */
    private static BitSet others(BitSet own, int classes, int count, RandomGenerator random) {
        BitSet drawn = new BitSet(classes);
        for (int missing = count; missing > 0; ) {
            int one = random.nextInt(classes);
            if (!own.get(one) && !drawn.get(one)) {
                drawn.set(one);
                missing--;
            }
        }
        return drawn;
    }

    private static BitSet without(BitSet left, int classes) {
        left.flip(0, classes);
        return left;
    }
}
