package org.likeness.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.image.CropFraction;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.TrainingRecipe;

class RecipeTest {
    private static final Path REPOSITORY = Path.of("..");

    @Test
    void defaultsAreComplete() {
        TrainingRecipe recipe = RecipeReader.defaults().recipe();
        assertThat(recipe.mining().strategy()).isEqualTo(MiningSettings.Strategy.SEMI_HARD);
        assertThat(recipe.loss().margin()).isEqualTo(0.2);
        assertThat(recipe.data().crop()).isEqualTo(CropFraction.WHOLE);
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        TrainingRecipe recipe = RecipeReader.defaults()
                .set("optimizer.learningRate=1e-5")
                .set("seed=-9007199254740993")
                .set("data.crop=0.496,0.516,0.448,0.448")
                .set("schedule.milestones=[0.25, 0.5]")
                .set("optimizer.algorithm=adagrad")
                .recipe();
        String written = RecipeWriter.yaml(recipe);
        assertThat(RecipeReader.defaults().yaml(written, "written").recipe()).isEqualTo(recipe);
        assertThat(written)
                .contains("algorithm: adagrad")
                .contains("reduction: mean-active")
                .contains("crop: \"0.496,0.516,0.448,0.448\"");
    }

    @Test
    void laterWordsCount(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, "mining:\n  strategy: batch-hard\nrun:\n  steps: 7\nsampling:\n");
        TrainingRecipe recipe =
                RecipeReader.defaults().file(file).set("run.steps=9").recipe();
        assertThat(recipe.mining().strategy()).isEqualTo(MiningSettings.Strategy.BATCH_HARD);
        assertThat(recipe.run().steps()).isEqualTo(9);
        assertThat(recipe.sampling()).isEqualTo(RecipeReader.defaults().recipe().sampling());
    }

    @Test
    void anEmptyFileChangesNothing() {
        assertThat(RecipeReader.defaults().yaml("# nothing\n", "mine").recipe())
                .isEqualTo(RecipeReader.defaults().recipe());
    }

    @Test
    void anUnknownKeyIsNamedWithItsPlaceAndTheNearestKnownOne() {
        assertThatThrownBy(() -> RecipeReader.defaults().yaml("seed: 3\nmining:\n  stratgy: random\n", "mine.yaml"))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "mine.yaml, line 3, column 3: unknown key \"mining.stratgy\"; the most similar one is \"mining.strategy\"");
        assertThatThrownBy(() -> RecipeReader.defaults().set("embeddingSize=64"))
                .hasMessage(
                        "setting embeddingSize=64: unknown key \"embeddingSize\"; the most similar one is \"network.embeddingSize\"");
    }

    @Test
    void aKeyThatIsNothingLikeTheKnownOnesIsNotTakenForOne() {
        assertThatThrownBy(() -> RecipeReader.defaults().set("brand=blue"))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("setting brand=blue: unknown key \"brand\"; no similar key is known")
                .hasMessageContaining("mining., memory.");
    }

    @ParameterizedTest
    @CsvSource({"[,]", "'{a: ','}'", "'- ',''"})
    void aRecipeThatIsNestedTooDeeplyIsRefused(String open, String close) {
        String nested = open.repeat(100_000) + "1" + close.repeat(100_000);
        assertThatThrownBy(() -> RecipeReader.defaults().yaml("seed:\n  " + nested, "mine.yaml"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("mine.yaml")
                .hasMessageContaining("nested too deeply")
                .message()
                .hasSizeLessThan(200);
    }

    @Test
    void aSectionIsNotAValue() {
        assertThatThrownBy(() -> RecipeReader.defaults().yaml("loss:\n  nPairs: 3", "mine.yaml"))
                .hasMessage("mine.yaml, line 2, column 3: loss.nPairs is a section with the keys scale");
        assertThatThrownBy(() -> RecipeReader.defaults().yaml("mining: random", "mine.yaml"))
                .hasMessage(
                        "mine.yaml, line 1, column 1: mining is a section with the keys strategy, negative, leastDistance, warmUpStrategy, warmUpSteps, hardenTo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run.steps=0                  | run.steps is 0: it must lie in [1, 100,000,000]",
                "run.steps=2.5                | run.steps is 2.5: a whole number is expected",
                "run.steps=\"7\"              | run.steps is \"7\": a whole number is expected",
                "run.steps=null               | run.steps is null: a whole number is expected",
                "run.steps=99999999999        | run.steps is 99999999999: an integer with fewer digits is expected",
                "mining.leastDistance=0       | mining.leastDistance is 0: it must lie in (0, 1.9]",
                "mining.warmUpSteps=-1        | mining.warmUpSteps is -1: it must lie in [0, 100,000,000]",
                "mining.hardenTo=softer       | hardenTo is \"softer\": none or hard or batch-hard is expected",
                "loss.margin=4.5              | loss.margin is 4.5: it must lie in [0, 4]",
                "loss.margin=.nan             | loss.margin is NaN: it must lie in [0, 4]",
                "loss.margin=wide             | loss.margin is \"wide\": a number is expected",
                "loss.kind=pairs              | loss.kind is \"pairs\": triplet or contrastive or n-pairs or multi-similarity is expected",
                "loss.nPairs.scale=0          | loss.nPairs.scale is 0: it must lie in (0, 1,000]",
                "loss.multiSimilarity.slack=a | loss.multiSimilarity.slack is \"a\": a number is expected",
                "loss.weight=0                | steps 0 to 1,999 of 2,000 would have no loss: loss.weight is 0.0, loss.fromStep 0, softmax.form none, softmax.untilStep 0",
                "loss.fromStep=10             | steps 0 to 9 of 2,000 would have no loss: loss.weight is 1.0, loss.fromStep 10, softmax.form none, softmax.untilStep 0",
                "softmax.share=0              | softmax.share is 0: it must lie in (0, 1]",
                "softmax.angularMargin=2      | softmax.angularMargin is 2: it must lie in [0, 1.5]",
                "compatibility.kind=bct       | compatibility.kind is \"bct\": none or harmonic-triplets or backward-compatible or distillation is expected",
                "compatibility.harmonicTriplets.weight=0 | harmonicTriplets.weight is 0: it must lie in (0, 1,000,000]",
                "compatibility.backwardCompatible.weight=0 | backwardCompatible.weight is 0: it must lie in (0, 1,000,000]",
                "compatibility.backwardCompatible.scale=0 | backwardCompatible.scale is 0: it must lie in (0, 1,000]",
                "sampling.chunk=1             | sampling.chunk is 1: 0, for the whole batch, or a number in [2, 10,000,000] is expected",
                "network.dropout=1            | network.dropout is 1: it must lie in [0, 1)",
                "network.normalized=maybe     | network.normalized is \"maybe\": true or false is expected",
                "mining.strategy=semihard     | mining.strategy is \"semihard\": random or all or semi-hard or hard or batch-hard or distance-weighted is expected",
                "mining.strategy=1            | mining.strategy is 1: random or all or semi-hard or hard or batch-hard or distance-weighted is expected",
                "schedule.milestones=[0.5,0.2]| schedule.milestones is [0.5, 0.2]: shares of all steps in (0, 1), ascending, are expected",
                "schedule.milestones=0.5      | schedule.milestones is 0.5: a list of numbers is expected",
                "data.crop=0.5,0.5,1          | data.crop: crop \"0.5,0.5,1\": four numbers are expected",
                "network.architecture=[a]     | network.architecture is [\"a\"]: a text is expected",
                "version=1                    | version is 1: this release reads 2",
            })
    void aWrongValueIsNamedWithWhatIsAllowed(String assignment, String message) {
        RecipeReader reader = RecipeReader.defaults().set(assignment);
        assertThatThrownBy(reader::recipe)
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("setting " + assignment)
                .hasMessageContaining(message);
    }

    @Test
    void aWrongValueInAFileIsNamedWithItsLine() {
        RecipeReader reader = RecipeReader.defaults().yaml("\nloss:\n  margin: 5\n", "mine.yaml");
        assertThatThrownBy(reader::recipe)
                .hasMessage("mine.yaml, line 3, column 3: loss.margin is 5: it must lie in [0, 4]");
    }

    @Test
    void aStepThatWouldLearnNothingIsRefused() {
        RecipeReader softmax = RecipeReader.defaults().set("softmax.form=arcface");
        assertThat(softmax.set("loss.weight=0").recipe().softmax().isActiveAt(1999))
                .isTrue();
        assertThat(softmax.set("loss.weight=0").recipe().loss().isActiveAt(1999))
                .isFalse();
        RecipeReader before = softmax.set("softmax.untilStep=500");
        TrainingRecipe then = before.set("loss.fromStep=500").recipe();
        assertThat(then.softmax().isActiveAt(499)).isTrue();
        assertThat(then.softmax().isActiveAt(500)).isFalse();
        assertThat(then.loss().isActiveAt(499)).isFalse();
        assertThat(then.loss().isActiveAt(500)).isTrue();
        assertThatThrownBy(() -> before.set("loss.fromStep=600").recipe())
                .hasMessageContaining("setting loss.fromStep=600: steps 500 to 599 of 2,000 would have no loss");
        assertThatThrownBy(() -> before.set("loss.weight=0").recipe())
                .hasMessageContaining("setting loss.weight=0: steps 500 to 1,999 of 2,000 would have no loss");
        assertThat(before.set("loss.weight=0")
                        .set("run.steps=500")
                        .recipe()
                        .run()
                        .steps())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loss.kind=n-pairs",
                "loss.kind=multi-similarity",
                "softmax.form=cosface",
                "compatibility.kind=harmonic-triplets",
                "compatibility.kind=backward-compatible"
            })
    void whatIsOfCosinesWantsUnitVectors(String setting) {
        RecipeReader reader = RecipeReader.defaults().set(setting);
        assertThat(reader.recipe().network().normalized()).isTrue();
        assertThatThrownBy(() -> reader.set("network.normalized=false").recipe())
                .hasMessageContaining("network.normalized is false")
                .hasMessageContaining("require unit vectors");
    }

    @Test
    void theTripletLossMadeByHandIsTheDefaultRecipes() {
        assertThat(RecipeReader.defaults().recipe().loss())
                .isEqualTo(new LossSettings(0.2, LossSettings.Form.HINGE, LossSettings.Reduction.MEAN_ACTIVE));
    }

    @Test
    void whatIsNotAnAssignmentIsRefused() {
        assertThatThrownBy(() -> RecipeReader.defaults().set("mining.strategy"))
                .hasMessageContaining("key=value is expected");
        assertThatThrownBy(() -> RecipeReader.defaults().set("mining.strategy="))
                .hasMessageContaining("key=value is expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'a: [1, 2'", "'seed: 1\nseed: 2'", "'seed: 1\n---\nseed: 2'", "'\tseed: 1'"})
    void whatIsNotOneYamlDocumentIsRefused(String yaml) {
        assertThatThrownBy(() -> RecipeReader.defaults().yaml(yaml, "mine.yaml"))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("mine.yaml, line ");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> RecipeReader.defaults().file(Path.of("nowhere", "r.yaml")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("r.yaml");
    }

    @Test
    void differencesNameKeyAndBothValues() {
        TrainingRecipe before = RecipeReader.defaults().recipe();
        TrainingRecipe after = RecipeReader.defaults()
                .set("mining.strategy=random")
                .set("optimizer.learningRate=0.01")
                .recipe();
        assertThat(RecipeWriter.differences(before, after))
                .isEqualTo(List.of("mining.strategy: semi-hard → random", "optimizer.learningRate: 0.001 → 0.01"));
        assertThat(RecipeWriter.differences(before, before)).isEmpty();
        TrainingRecipe elsewhere =
                RecipeReader.defaults().set("run.threads=3").set("run.steps=9").recipe();
        assertThat(RecipeWriter.differencesInLearning(before, elsewhere)).containsExactly("run.steps: 2000 → 9");
    }

    @Test
    void theManualListsEveryKeyWithItsDefault() throws IOException {
        String manual = Files.readString(REPOSITORY.resolve("docs/formats/recipe.md"));
        RecipeFormat.settings(RecipeReader.defaults().recipe()).forEach((key, value) -> {
            String text = value.isString()
                    ? value.stringValue()
                    : value.toString().replaceAll("\\.0(?=[],]|$)", "").replace(",", ", ");
            assertThat(manual).contains(String.format(Locale.ROOT, "| `%s` | `%s` |", key, text));
        });
    }

    @Test
    void everyRecipeOfTheProjectCanBeRead() throws IOException {
        try (Stream<Path> files = Files.list(REPOSITORY.resolve("recipes"))) {
            List<Path> recipes =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(recipes).isNotEmpty();
            recipes.forEach(file -> RecipeReader.defaults().file(file).recipe());
        }
    }
}
