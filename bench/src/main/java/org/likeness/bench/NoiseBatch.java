package org.likeness.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FaceImage;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.loader.BatchLabels;
import org.likeness.training.loader.LoadedBatch;

/** Pictures of noise, as the loader hands them to a step. */
final class NoiseBatch {
    private NoiseBatch() {}

    /**
     * The first step's batch.
     *
     * @param recipe              gives size and embedding size
     * @param batch               B
     * @param picturesPerIdentity K; the last identity may have fewer
     * @param seed                of the noise
     */
    static LoadedBatch of(TrainingRecipe recipe, int batch, int picturesPerIdentity, long seed) {
        Random random = new Random(seed);
        int size = recipe.network().inputSize();
        List<FaceImage> faces = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            byte[] rgb = new byte[3 * size * size];
            random.nextBytes(rgb);
            faces.add(new FaceImage(size, size, rgb));
        }
        int[] labels = new int[batch];
        Arrays.setAll(labels, i -> i / picturesPerIdentity);
        EncoderSpec spec = DrawnEncoder.spec(
                size, recipe.network().embeddingSize(), recipe.data().crop());
        int[] numbers = IntStream.range(0, labels.length).toArray();
        return new LoadedBatch(faces, new BatchLabels(0, labels, numbers), spec);
    }
}
