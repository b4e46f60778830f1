package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.libtorch.Device;

@Tag("slow")
final class DeterminismTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @ParameterizedTest
    @CsvSource({"semi-hard,1", "semi-hard,2", "random,2"})
    void theSameSeedGivesTheSameBits(String miner, int threads) {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        TrainingRecipe recipe = SmallRun.recipe("mining.strategy=" + miner, "run.threads=" + threads);
        SmallRun.train(recipe, one);
        SmallRun.train(recipe, other);
        assertThat(SmallRun.tensors(one)).isEqualTo(SmallRun.tensors(other));
        assertThat(SmallRun.encoder(one)).isEqualTo(SmallRun.encoder(other));
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        SmallRun.train(SmallRun.recipe(), one);
        SmallRun.train(SmallRun.recipe("seed=2"), other);
        assertThat(SmallRun.tensors(one)).isNotEqualTo(SmallRun.tensors(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run.loaderThreads=1",
                "run.loaderThreads=5",
                "run.cacheMegabytes=0",
                "run.store=mapped",
                "run.logEvery=1"
            })
    void settingsThatDoNotDecideWhatIsLearnedChangeNoBit(String setting) {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        SmallRun.train(SmallRun.recipe(), one);
        SmallRun.train(SmallRun.recipe(setting), other);
        assertThat(SmallRun.tensors(one)).isEqualTo(SmallRun.tensors(other));
        assertThat(space(one)).isEqualTo(space(other));
    }

    @Test
    void theProcessorSaidByNameChangesNoBit() {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        SmallRun.train(SmallRun.recipe(), one);
        SmallRun.trainer(SmallRun.recipe(), other).device(Device.of("cpu")).train();
        assertThat(SmallRun.tensors(one)).isEqualTo(SmallRun.tensors(other));
        assertThat(SmallRun.encoder(one)).isEqualTo(SmallRun.encoder(other));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 64})
    void aChunkThatHoldsTheWholeBatchChangesNoBit(int chunk) {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        SmallRun.train(SmallRun.recipe(), one);
        SmallRun.train(SmallRun.recipe("sampling.chunk=" + chunk), other);
        assertThat(SmallRun.tensors(one)).isEqualTo(SmallRun.tensors(other));
        assertThat(space(one)).isEqualTo(space(other));
    }

    @Test
    void smallerChunksGiveOtherWeights() {
        // Guards the test above: a chunk has statistics of its own.
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        SmallRun.train(SmallRun.recipe(), one);
        SmallRun.train(SmallRun.recipe("sampling.chunk=11"), other);
        assertThat(SmallRun.tensors(one)).isNotEqualTo(SmallRun.tensors(other));
    }

    private static String space(Path run) {
        return EncoderModel.read(new RunDirectory(run).encoder()).space().sha256();
    }
}
