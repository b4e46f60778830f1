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
    private final List<FaceImage> faces;
    private final BatchLabels labels;
    private final EncoderSpec spec;

    /**
     * @param faces  of the encoder's input size, [B]
     * @param labels who is on each
     * @param spec   the encoder's
     */
    public LoadedBatch(List<FaceImage> faces, BatchLabels labels, EncoderSpec spec) {
        faces = List.copyOf(faces);
        if (faces.size() != labels.size()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d pictures with %d labels", faces.size(), labels.size()));
        }
        this.faces = faces;
        this.labels = labels;
        this.spec = spec;
    }

    /** The number of its step, from 0. */
    public long step() {
        return labels.step();
    }

    public List<FaceImage> faces() {
        return faces;
    }

    /** Who is on each picture. */
    public BatchLabels labels() {
        return labels;
    }

    public EncoderSpec spec() {
        return spec;
    }

    /** How many pictures, B. */
    public int size() {
        return labels.size();
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
