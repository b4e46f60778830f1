package org.likeness.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.UserException;
import org.likeness.core.image.CropFraction;

class RecipeFileTest {
    @Test
    void whatIsNotGivenComesFromTheDefaultRecipe() {
        TrainingRecipe recipe = RecipeFile.parse("r", "mining:\n  strategy: batch-hard\n", List.of());
        assertThat(recipe.mining().strategy()).isEqualTo(MiningSettings.Strategy.BATCH_HARD);
        assertThat(recipe.mining().negative())
                .isEqualTo(RecipeFile.defaults().mining().negative());
        assertThat(recipe.run()).isEqualTo(RecipeFile.defaults().run());
    }

    @Test
    void theEffectiveRecipeReadsBackEqual() {
        TrainingRecipe recipe = RecipeFile.read(
                Optional.empty(),
                List.of("data.crop=0.496,0.516,0.448,0.448", "loss.form=soft", "seed=77", "schedule.milestones=[0.5]"));
        assertThat(recipe.data().crop()).isEqualTo(new CropFraction(0.496, 0.516, 0.448, 0.448));
        assertThat(RecipeFile.parse("again", RecipeFile.write(recipe), List.of()))
                .isEqualTo(recipe);
    }

    @Test
    void aLaterSettingWins() {
        TrainingRecipe recipe = RecipeFile.parse("r", "seed: 3", List.of("seed=4", "seed=5"));
        assertThat(recipe.seed()).isEqualTo(5);
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> RecipeFile.parse("mine.yaml", "mining:\n  stratgy: all\n", List.of()))
                .isInstanceOf(UserException.class)
                .hasMessage("mine.yaml: unknown key \"mining.stratgy\"; did you mean \"mining.strategy\"?");
        assertThatThrownBy(() -> RecipeFile.parse("r", "", List.of("los.margin=1")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("did you mean \"loss");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss.margin=5 | loss.margin is 5: it must lie in [0, 4]",
                "mining.strategy=hardest | mining.strategy is \"hardest\": it can be random, all, semi-hard, hard, batch-hard",
                "run.steps=0 | run.steps is 0",
                "run.steps=2.5 | run.steps",
                "run.steps=many | run.steps",
                "network.dropout=1 | network.dropout is 1: it must lie in [0, 1)",
                "optimizer.momentum=nan | optimizer.momentum",
                "data.crop=0.5 | four numbers",
                "schedule.milestones=[0.9, 0.5] | schedule.milestones is 0.5",
                "mining=all | \"mining\" takes keys of its own, such as \"mining.strategy\"",
                "version=2 | version is 2",
                "nonsense | key=value is wanted"
            })
    void aValueThatIsNotAllowedIsNamed(String override, String message) {
        assertThatThrownBy(() -> RecipeFile.parse("r", "", List.of(override.strip())))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message.strip())
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aMissingFileAndBrokenYamlAreSaid() {
        assertThatThrownBy(() -> RecipeFile.read(Optional.of(Path.of("no-such.yaml")), List.of()))
                .isInstanceOf(UserException.class)
                .hasMessage("no-such.yaml: no such recipe");
        assertThatThrownBy(() -> RecipeFile.parse("r", "a: [", List.of()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("r is not YAML");
        assertThatThrownBy(() -> RecipeFile.parse("r", "seed: 1\nseed: 2\n", List.of()))
                .isInstanceOf(UserException.class);
        assertThatThrownBy(() -> RecipeFile.parse("r", "just words", List.of())).isInstanceOf(UserException.class);
    }
}
