package example;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.image.Augmentation;
import org.likeness.core.image.CenterCrop;
import org.likeness.core.image.FaceImage;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.Trainer;

/**
 * Hides a horizontal band of a quarter of the height, as sunglasses or a mask do, in half of the pictures.
 *
 * @param width  pixels in a row of the encoder's input
 * @param height rows of the encoder's input
 */
public record BandOcclusion(int width, int height) implements Augmentation {
    @Override
    public FaceImage augment(FaceImage padded, RandomGenerator random) {
        FaceImage face = new CenterCrop(margin(), width, height).of(padded);
        int top = random.nextInt(height * 3 / 4);
        if (random.nextBoolean()) {
            return face;
        }
        byte[] rgb = face.rgb().clone();
        Arrays.fill(rgb, top * width * 3, (top + height / 4) * width * 3, (byte) 0);
        return new FaceImage(width, height, rgb);
    }

    /** A trainer that varies pictures so. */
    public static Trainer trainer(TrainingRecipe recipe, FaceDataset people) {
        return Trainer.of(recipe, people).augmentation("band-occlusion", BandOcclusion::new);
    }
}
