package org.likeness.training.loss;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.TensorData;
import org.likeness.training.distributed.DividedRows;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.distributed.Share;

/**
 * A center on the unit sphere for each class, in the Java heap: 10⁶ classes of 512 numbers take 4 GB with their momentum. They are divided among the
 * ranks by {@link Share}. Only the sampled centers of a step are read or updated, each by the rank that has it.
 *
 * <p>They are updated by gradient descent with momentum and projected onto the sphere after each update: the loss does not depend on their
 * length, and weight decay would only change their angular rate.
 */
final class ClassCenters {
    private static final String CENTERS = "centers";
    private static final String VELOCITY = "velocity";

    private final int classes;
    private final int size;
    private final Share share;
    private final DividedRows rows;
    private final float[] centers; // of this rank's classes, row by row
    private final float[] velocity; // the same

    /**
     * Spread over the sphere, each direction as likely as any. All are drawn in each rank, so that the same seed gives the same centers with any
     * number of ranks.
     *
     * @param classes C, at least 2
     * @param size    D
     * @param group   ranks that each have a part
     * @throws LikenessException if there are more numbers than an array has places: a checkpoint has them in one tensor
     */
    ClassCenters(int classes, int size, RandomGenerator random, ProcessGroup group) {
        if (classes < 2 || size < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d classes of %d numbers: 2 classes of 1 number are needed", classes, size));
        }
        if ((long) classes * size > Integer.MAX_VALUE - Long.BYTES) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "softmax.form: %,d people with %,d numbers each exceed %,d numbers: set a smaller network.embeddingSize, or softmax.form=none",
                    classes,
                    size,
                    Integer.MAX_VALUE - Long.BYTES));
        }
        this.classes = classes;
        this.size = size;
        this.share = group.share();
        this.rows = new DividedRows(group, classes, size);
        this.centers = new float[share.count(classes) * size];
        this.velocity = new float[centers.length];
        float[] drawn = new float[size];
        for (int one = 0; one < classes; one++) {
            for (int k = 0; k < size; k++) {
                drawn[k] = (float) random.nextGaussian();
            }
            if (share.has(one)) {
                System.arraycopy(drawn, 0, centers, start(one), size);
                normalize(start(one));
            }
        }
    }

    /** C, of all ranks. */
    int classes() {
        return classes;
    }

    /**
     * Those of some classes whose centers this rank has.
     *
     * @param some ascending
     * @return ascending
     */
    int[] here(int[] some) {
        return Arrays.stream(some).filter(share::has).toArray();
    }

    /**
     * Copies some out.
     *
     * @param which n classes of this rank
     * @return [n × D], row by row
     */
    float[] of(int[] which) {
        float[] some = new float[Math.multiplyExact(which.length, size)];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(centers, start(which[i]), some, i * size, size);
        }
        return some;
    }

    private int start(int one) {
        return share.place(one) * size;
    }

    /**
     * Moves some: v ← μ·v + g, c ← (c − η·v) / ‖c − η·v‖. The others, and their velocities, stay as they are.
     *
     * @param which        n classes of this rank
     * @param gradient     ∂loss/∂centers, [n × D], row by row
     * @param learningRate η, 0 or more
     * @param momentum     μ, in [0, 1)
     */
    void move(int[] which, float[] gradient, double learningRate, double momentum) {
        float rate = (float) learningRate;
        float kept = (float) momentum;
        for (int i = 0; i < which.length; i++) {
            int start = start(which[i]);
            for (int k = 0; k < size; k++) {
                velocity[start + k] = kept * velocity[start + k] + gradient[i * size + k];
                centers[start + k] -= rate * velocity[start + k];
            }
            normalize(start);
        }
    }

    private void normalize(int start) {
        double squares = 0;
        for (int k = start; k < start + size; k++) {
            squares += (double) centers[k] * centers[k];
        }
        float factor = (float) (1 / Math.sqrt(squares));
        for (int k = start; k < start + size; k++) {
            centers[k] *= factor;
        }
    }

    /**
     * Centers and velocities of all ranks, each [C, D], copied out; every rank calls it.
     *
     * @return in rank 0; nothing in the others
     */
    Map<String, TensorData> state() {
        Map<String, TensorData> state = new HashMap<>();
        rows.gather(centers).ifPresent(all -> state.put(CENTERS, whole(all)));
        rows.gather(velocity).ifPresent(all -> state.put(VELOCITY, whole(all)));
        return state;
    }

    private TensorData whole(float[] all) {
        return new TensorData.Floats(new long[] {classes, size}, all);
    }

    /**
     * Overwrites all of them; every rank calls it.
     *
     * @param state as {@link #state()} gives it, in rank 0; that of others does not count
     * @throws LikenessException in rank 0, if a part is missing or of another shape; nothing is overwritten then
     */
    void load(Map<String, TensorData> state) {
        float[] savedCenters = share.leads() ? saved(state, CENTERS) : new float[0];
        float[] savedVelocity = share.leads() ? saved(state, VELOCITY) : new float[0];
        rows.scatter(savedCenters, centers);
        rows.scatter(savedVelocity, velocity);
    }

    private float[] saved(Map<String, TensorData> state, String name) {
        if (state.get(name) instanceof TensorData.Floats floats
                && Arrays.equals(floats.shape(), new long[] {classes, size})) {
            return floats.values();
        }
        throw LikenessException.corrupt(String.format(
                Locale.ROOT,
                "the saved state of the softmax does not fit: \"%s\" of %,d people with %,d numbers each is expected; was it saved with another recipe?",
                name,
                classes,
                size));
    }
}
