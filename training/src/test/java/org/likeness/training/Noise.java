package org.likeness.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FaceImage;
import org.likeness.training.loader.BatchLabels;
import org.likeness.training.loader.LoadedBatch;

/** Batches of pictures of noise. */
public final class Noise {
    private Noise() {}

    /** One picture for each label. */
    public static LoadedBatch batch(long step, int[] labels, EncoderSpec spec, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<FaceImage> faces = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            byte[] rgb = new byte[spec.inputWidth() * spec.inputHeight() * 3];
            random.nextBytes(rgb);
            faces.add(new FaceImage(spec.inputWidth(), spec.inputHeight(), rgb));
        }
        int[] numbers = IntStream.range(0, labels.length).toArray();
        return new LoadedBatch(faces, new BatchLabels(step, labels, numbers), spec);
    }
}
