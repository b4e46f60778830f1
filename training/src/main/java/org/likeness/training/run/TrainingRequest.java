package org.likeness.training.run;

import java.util.List;
import java.util.Optional;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.JoinedDataset;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.libtorch.Device;

/**
 * The request for a training.
 *
 * @param recipe      complete
 * @param data        people, including those to be held back unless {@code validation} is given
 * @param validation  people who select the best step and give the thresholds, where they come from elsewhere
 * @param encoder     to begin with; a new network without it
 * @param compatibleWith the old encoder of compatible training
 * @param guard       people of another domain, on whom a fine-tuned encoder must not lose
 * @param parts       that the recipe names as custom
 * @param device      where the network is computed
 * @param acceptWorse whether an encoder is written even if none is better than {@code encoder}
 * @param group       ranks that train together
 */
public record TrainingRequest(
        TrainingRecipe recipe,
        FaceDataset data,
        Optional<FaceDataset> validation,
        Optional<EncoderModel> encoder,
        Optional<EncoderModel> compatibleWith,
        Optional<FaceDataset> guard,
        CustomParts parts,
        Device device,
        boolean acceptWorse,
        ProcessGroup group) {
    /** All people of the run, those held back with them. */
    FaceDataset everybody() {
        return validation.map(people -> JoinedDataset.of(List.of(data, people))).orElse(data);
    }

    BestEncoder.StartRole startRole() {
        if (encoder.isEmpty() || recipe.run().reinitialize()) {
            return BestEncoder.StartRole.NONE;
        }
        return acceptWorse ? BestEncoder.StartRole.KNOWN : BestEncoder.StartRole.TO_BE_BEATEN;
    }
}
