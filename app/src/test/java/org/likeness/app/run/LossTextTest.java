package org.likeness.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.recipe.RecipeReader;

class LossTextTest {
    private static String text(String... settings) {
        RecipeReader reader = RecipeReader.defaults();
        for (String setting : settings) {
            reader = reader.set(setting);
        }
        TrainingRecipe recipe = reader.recipe();
        return LossText.of(recipe);
    }

    @Test
    void whatTaughtIsNamedWithWhatCounts() {
        assertThat(text()).isEqualTo("triplets, margin 0.2");
        assertThat(text("loss.kind=contrastive")).isEqualTo("contrastive, margin 1");
        assertThat(text("loss.kind=n-pairs", "loss.weight=2")).isEqualTo("n-pairs, scale 10, weight 2");
        assertThat(text("loss.kind=multi-similarity")).isEqualTo("multi-similarity, scales 2 and 50, threshold 0.5");
        assertThat(text("softmax.form=arcface", "loss.weight=0")).isEqualTo("arcface, margin 0.5 rad, scale 64");
        assertThat(text("softmax.form=cosface", "softmax.untilStep=500", "loss.fromStep=500"))
                .isEqualTo("cosface, margin 0.35, scale 64, to step 500; triplets, margin 0.2, from step 500");
    }
}
