package example;

import java.nio.file.Path;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.training.Trainer;
import org.likeness.training.recipe.RecipeReader;

/** Trains a network that another program has defined, from new weights. */
public final class OwnNetwork {
    private OwnNetwork() {}

    /**
     * A trainer for a network.
     *
     * @param network the ONNX file of the other program
     * @param recipe  such as {@code RecipeReader.defaults()}
     */
    public static Trainer trainer(Path network, RecipeReader recipe, FaceDataset people) {
        return Trainer.of(recipe.set("run.reinitialize=true").recipe(), people).from(network);
    }
}
