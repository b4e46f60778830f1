package org.likeness.training.loss;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.TensorData;

/**
 * A center on the unit sphere for each class, in the Java heap: 10⁶ classes of 512 numbers take 4 GB with their momentum. Only the sampled
 * centers of a step are read or updated.
 *
 * <p>They are updated by gradient descent with momentum and projected onto the sphere after each update: the loss does not depend on their
 * length, and weight decay would only change their angular rate.
 */
final class ClassCenters {
    private static final String CENTERS = "centers";
    private static final String VELOCITY = "velocity";

    private final int size;
    private final float[] centers; // [C × D], row by row
    private final float[] velocity; // the same

    /**
     * Spread over the sphere, each direction as likely as any.
     *
     * @param classes C, at least 2
     * @param size    D
     * @throws LikenessException if there are more numbers than an array has places
     */
    ClassCenters(int classes, int size, RandomGenerator random) {
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
        this.size = size;
        this.centers = new float[classes * size];
        this.velocity = new float[classes * size];
        for (int i = 0; i < centers.length; i++) {
            centers[i] = (float) random.nextGaussian();
        }
        for (int one = 0; one < classes; one++) {
            normalize(one * size);
        }
    }

    /** C. */
    int classes() {
        return centers.length / size;
    }

    /**
     * Copies some out.
     *
     * @param which n classes
     * @return [n × D], row by row
     */
    float[] of(int[] which) {
        float[] some = new float[Math.multiplyExact(which.length, size)];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(centers, which[i] * size, some, i * size, size);
        }
        return some;
    }

    /**
     * Moves some: v ← μ·v + g, c ← (c − η·v) / ‖c − η·v‖. The others, and their velocities, stay as they are.
     *
     * @param which        n classes
     * @param gradient     ∂loss/∂centers, [n × D], row by row
     * @param learningRate η, 0 or more
     * @param momentum     μ, in [0, 1)
     */
    void move(int[] which, float[] gradient, double learningRate, double momentum) {
        float rate = (float) learningRate;
        float kept = (float) momentum;
        for (int i = 0; i < which.length; i++) {
            int start = which[i] * size;
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

    /** Centers and velocities, each [C, D], copied out. */
    Map<String, TensorData> state() {
        long[] shape = {classes(), size};
        return Map.of(
                CENTERS, new TensorData.Floats(shape, centers.clone()),
                VELOCITY, new TensorData.Floats(shape, velocity.clone()));
    }

    /**
     * Overwrites all of them.
     *
     * @param state as {@link #state()} gives it
     * @throws LikenessException if a part is missing or of another shape; nothing is overwritten then
     */
    void load(Map<String, TensorData> state) {
        float[] savedCenters = saved(state, CENTERS);
        float[] savedVelocity = saved(state, VELOCITY);
        System.arraycopy(savedCenters, 0, centers, 0, centers.length);
        System.arraycopy(savedVelocity, 0, velocity, 0, velocity.length);
    }

    private float[] saved(Map<String, TensorData> state, String name) {
        if (state.get(name) instanceof TensorData.Floats floats
                && Arrays.equals(floats.shape(), new long[] {classes(), size})) {
            return floats.values();
        }
        throw LikenessException.corrupt(String.format(
                Locale.ROOT,
                "the saved state of the softmax does not fit: \"%s\" of %,d people with %,d numbers each is expected; was it saved with another recipe?",
                name,
                classes(),
                size));
    }
}
