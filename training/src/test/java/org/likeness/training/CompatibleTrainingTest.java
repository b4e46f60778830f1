package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.PictureNumbers;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.core.recipe.CompatibilitySettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.libtorch.Precision;

/** Runs that are given an old encoder. */
@Tag("slow")
final class CompatibleTrainingTest {
    private static final int PICTURES = 64; // as many as the old encoder takes at once

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static EncoderModel old;

    @BeforeAll
    static void trainAnOldEncoder(@TempDir Path shared) {
        SmallRun.train(SmallRun.recipe("run.steps=20", "seed=2"), shared.resolve("old"));
        old = EncoderModel.read(new RunDirectory(shared.resolve("old")).encoder());
    }

    private EncoderModel encoder(String run) {
        return EncoderModel.read(new RunDirectory(folder.resolve(run)).encoder());
    }

    private Trainer trainer(String run, String... settings) {
        return SmallRun.trainer(SmallRun.recipe(settings), folder.resolve(run)).compatibleWith(old);
    }

    private static TrainingListener stoppingAfterOneStep(Trainer trainer) {
        return new TrainingListener() {
            @Override
            public void stepped(StepMetrics metrics) {
                trainer.requestStop();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"harmonic-triplets", "backward-compatible"})
    void aRunThatIsStoppedEndsAsOneThatNeverWas(String kind) {
        String[] settings = {"compatibility.kind=" + kind, "softmax.form=cosface", "mining.negative=uniform"};
        trainer("whole", settings).train();
        Trainer part = trainer("parts", settings);
        assertThat(part.listener(stoppingAfterOneStep(part)).train().finished()).isFalse();
        assertThat(trainer("parts", settings).resume(true).train().finished()).isTrue();
        assertThat(SmallRun.tensors(folder.resolve("parts"))).isEqualTo(SmallRun.tensors(folder.resolve("whole")));
        assertThat(SmallRun.encoder(folder.resolve("parts"))).isEqualTo(SmallRun.encoder(folder.resolve("whole")));
    }

    @Test
    void theNewEncoderHasASpaceOfItsOwnAndNamesTheOldOne() {
        trainer("new").train();
        EncoderModel trained = encoder("new");
        assertThat(trained.space()).isNotEqualTo(old.space());
        assertThat(trained.spec().compatibleWith()).contains(old.space());
        assertThat(old.spec().compatibleWith()).isEmpty();
        assertThat(SmallRun.latest(folder.resolve("new")).compatibleWith()).contains(old.space());
        assertThat(SmallRun.latest(folder.resolve("new"))
                        .recipe()
                        .compatibility()
                        .kind())
                .isEqualTo(CompatibilitySettings.USUAL);
    }

    /** Embeddings of unrelated encoders are about 2 apart. */
    @ParameterizedTest
    @ValueSource(strings = {"harmonic-triplets", "backward-compatible"})
    void newEmbeddingsComeNearTheOldOnes(String kind) {
        trainer(
                        "new",
                        "compatibility.kind=" + kind,
                        "compatibility.harmonicTriplets.weight=3",
                        "compatibility.backwardCompatible.weight=3",
                        "run.steps=40",
                        "run.evaluateEvery=40")
                .train();
        assertThat(meanDistanceToOld(encoder("new"))).isLessThan(1.5);
    }

    private static double meanDistanceToOld(EncoderModel encoder) {
        List<float[]> own = embeddings(encoder);
        List<float[]> others = embeddings(old);
        double sum = 0;
        for (int i = 0; i < own.size(); i++) {
            sum += Distance.SQUARED_EUCLIDEAN.between(own.get(i), others.get(i));
        }
        return sum / own.size();
    }

    private static List<float[]> embeddings(EncoderModel encoder) {
        List<float[]> embeddings = new ArrayList<>();
        int size = FaceInput.size(encoder.spec());
        float[] pixels = new float[PICTURES * size];
        try (TrainableGraph graph = TrainableGraph.of(encoder.graph(), Set.of(), Precision.FLOAT)) {
            PictureNumbers numbers = new PictureNumbers(SmallRun.PEOPLE);
            for (int i = 0; i < PICTURES; i++) {
                FaceInput.write(numbers.picture(i).decode(), encoder.spec(), pixels, i * size);
            }
            float[] rows = graph.embed(pixels, PICTURES);
            for (int i = 0; i < PICTURES; i++) {
                embeddings.add(Arrays.copyOfRange(rows, i * rows.length / PICTURES, (i + 1) * rows.length / PICTURES));
            }
        } catch (UnreadablePictureException e) {
            throw new AssertionError(e);
        }
        return embeddings;
    }

    @Test
    void aPictureThatCannotBeReadIsSkippedByBothEncoders() {
        List<Identity> people = new ArrayList<>(SmallRun.PEOPLE.identities());
        List<Picture> pictures = new ArrayList<>(people.get(0).pictures());
        pictures.set(0, new BrokenPicture("broken"));
        people.set(0, new Identity(people.get(0).name(), pictures));
        TrainingResult result = Trainer.of(
                        SmallRun.recipe("compatibility.kind=harmonic-triplets", "run.evaluateEvery=7"),
                        new FaceDataset("broken", people))
                .into(folder.resolve("broken"))
                .compatibleWith(old)
                .train();
        assertThat(result.finished()).isTrue();
        assertThat(result.skipped()).isEqualTo(1);
    }

    private void requireRefused(Trainer trainer, String message) {
        assertThatThrownBy(trainer::train).isInstanceOf(LikenessException.class).hasMessageContaining(message);
        assertThatThrownBy(trainer::check).isInstanceOf(LikenessException.class).hasMessageContaining(message);
    }

    @Test
    void encodersThatCannotBeComparedAreRefused() {
        requireRefused(
                trainer("size", "network.embeddingSize=8"),
                "gives embeddings of 16 numbers, and the new one of 8: as many are needed to compare them; set network.embeddingSize=16");
        requireRefused(
                SmallRun.trainer(SmallRun.recipe("compatibility.kind=harmonic-triplets"), folder.resolve("none")),
                "compatibility.kind is harmonic-triplets, and the run is given no encoder");
        TrainingRecipe part = SmallRun.recipe("data.crop=0.5,0.5,0.5,0.5");
        requireRefused(
                SmallRun.trainer(part, folder.resolve("crop")).compatibleWith(aligned()),
                "takes faces aligned to the landmarks");
        assertThat(SmallRun.trainer(SmallRun.recipe(), folder.resolve("whole"))
                        .compatibleWith(aligned())
                        .check()
                        .trainingPictures())
                .isPositive();
    }

    /** The old encoder, as one that takes aligned faces: another space. */
    private static EncoderModel aligned() {
        EncoderSpec spec = old.spec();
        return EncoderModel.of(
                old.graph(),
                new EncoderSpec(
                        spec.inputWidth(),
                        spec.inputHeight(),
                        spec.colorOrder(),
                        spec.normalization(),
                        FivePointTemplate.arcFace(32),
                        spec.border(),
                        spec.embeddingSize(),
                        spec.distance(),
                        spec.normalized(),
                        "",
                        "",
                        spec.provenance(),
                        spec.calibration()),
                old.trainable());
    }

    @Test
    void aRunGoesOnWithItsOwnOldEncoderAlone() {
        Trainer begun = trainer("run");
        begun.listener(stoppingAfterOneStep(begun)).train();
        assertThatThrownBy(() -> SmallRun.trainer(
                                SmallRun.recipe("compatibility.kind=backward-compatible"), folder.resolve("run"))
                        .compatibleWith(aligned())
                        .resume(true)
                        .train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("was made to be compatible with encoder " + old.space());
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe(), folder.resolve("run"))
                        .resume(true)
                        .train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("compatibility.kind: backward-compatible → none");
    }
}
