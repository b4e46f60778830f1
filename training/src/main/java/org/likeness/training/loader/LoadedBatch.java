package org.likeness.training.loader;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.FaceImage;

/**
 * The batch of one step. Pictures stay in bytes until the step, a quarter of the memory of floats, because batches of thousands are
 * prepared ahead.
 */
public final class LoadedBatch {
    private final long step;
    private final List<FaceImage> faces;
    private final int[] labels;
    private final int[] pictures;
    private final EncoderSpec spec;

    /**
     * @param step   its number, from 0
     * @param faces  of the encoder's input size, [B]
     * @param labels identity of each picture, [B]
     * @param pictures number of each in the training set, [B]
     * @param spec   the encoder's
     */
    public LoadedBatch(long step, List<FaceImage> faces, int[] labels, int[] pictures, EncoderSpec spec) {
        faces = List.copyOf(faces);
        if (faces.size() != labels.length || labels.length != pictures.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d pictures with %d labels and %d numbers",
                    faces.size(),
                    labels.length,
                    pictures.length));
        }
        this.step = step;
        this.faces = faces;
        this.labels = labels;
        this.pictures = pictures;
        this.spec = spec;
    }

    public long step() {
        return step;
    }

    public List<FaceImage> faces() {
        return faces;
    }

    public int[] labels() {
        return labels;
    }

    public int[] pictures() {
        return pictures;
    }

    public EncoderSpec spec() {
        return spec;
    }

    /** How many pictures, B. */
    public int size() {
        return labels.length;
    }

    /** All pictures as the network takes them, [B × 3 × H × W], normalized. */
    public float[] pixels() {
        return pixels(IntStream.range(0, size()).toArray());
    }

    /**
     * Some of the pictures as the network takes them.
     *
     * @param rows which, in which order, each in [0, B)
     * @return [rows.length × 3 × H × W], normalized
     */
    public float[] pixels(int[] rows) {
        int size = FaceInput.size(spec);
        float[] pixels = new float[Math.multiplyExact(rows.length, size)];
        for (int i = 0; i < rows.length; i++) {
            FaceInput.normalize(faces.get(rows[i]), spec, pixels, i * size);
        }
        return pixels;
    }
}
