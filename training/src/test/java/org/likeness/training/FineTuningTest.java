package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.TensorData;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GuardMetrics;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.files.RunHistory;
import org.likeness.training.run.FineTuningStages;
import org.likeness.training.run.StartingPoint;

/** Runs that begin with an encoder. */
@Tag("slow")
final class FineTuningTest {
    private static final String RUINOUS = "optimizer.learningRate=100";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private static Path first;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static EncoderModel encoder;

    @BeforeAll
    static void trainAnEncoder() {
        Path run = first.resolve("run");
        SmallRun.train(SmallRun.recipe("run.steps=20"), run);
        encoder = EncoderModel.read(new RunDirectory(run).encoder());
    }

    private Trainer trainer(String run, String... settings) {
        return SmallRun.trainer(SmallRun.recipe(settings), folder.resolve(run)).from(encoder);
    }

    private static void trainUntil(long step, Trainer trainer) {
        trainer.listener(new TrainingListener() {
                    @Override
                    public void stepped(StepMetrics metrics) {
                        if (metrics.step() == step) {
                            trainer.requestStop();
                        }
                    }
                })
                .train();
    }

    private Set<String> changed(Path run) {
        Set<String> names = new TreeSet<>();
        SmallRun.latest(run).network().forEach((name, data) -> {
            if (encoder.graph().initializers().get(name) instanceof TensorData.Floats before
                    && !Arrays.equals(before.values(), data.values())) {
                names.add(name);
            }
        });
        return names;
    }

    @Test
    void theEncoderIsJudgedBeforeTheFirstStep() {
        List<Long> evaluated = new ArrayList<>();
        TrainingResult result = trainer("tuned")
                .listener(new TrainingListener() {
                    @Override
                    public void evaluated(EvaluationMetrics metrics) {
                        evaluated.add(metrics.step());
                    }
                })
                .train();
        assertThat(evaluated).containsExactly(0L, 3L, 6L, 7L);
        assertThat(result.start().orElseThrow().step()).isZero();
    }

    @Test
    void anEncoderThatIsNoBetterIsNotWritten() {
        TrainingResult result =
                trainer("worse", RUINOUS, "fineTuning.learningRates=[1, 1, 1]").train();
        assertThat(result.isNoBetterThanStart()).isTrue();
        assertThat(result.best().orElseThrow().step()).isZero();
        assertThat(result.encoder()).isEmpty();
        assertThat(new RunDirectory(folder.resolve("worse")).encoder()).doesNotExist();
    }

    @Test
    void anEncoderThatIsNoBetterIsWrittenWhereThatIsAccepted() {
        TrainingResult result = trainer("worse", RUINOUS, "fineTuning.learningRates=[1, 1, 1]")
                .acceptWorse(true)
                .train();
        assertThat(result.isNoBetterThanStart()).isTrue();
        assertThat(result.best().orElseThrow().step()).isPositive();
        assertThat(result.encoder().filter(Files::exists)).isPresent();
    }

    @Test
    void aResumedRunMayAcceptWhatTheFirstPartWouldNot() {
        trainUntil(2, trainer("worse", RUINOUS, "fineTuning.learningRates=[1, 1, 1]"));
        TrainingResult result = trainer("worse", RUINOUS, "fineTuning.learningRates=[1, 1, 1]")
                .acceptWorse(true)
                .resume(true)
                .train();
        assertThat(result.encoder()).isPresent();
        assertThat(result.start()).isPresent();
    }

    private static final FaceDataset ELSEWHERE = PictureInMemory.all(new SyntheticPeople(77, 32).dataset(12, 4));

    @Test
    void anEncoderThatLosesOnTheGuardPeopleIsNotWritten() {
        List<EvaluationMetrics> evaluated = new ArrayList<>();
        TrainingResult result = trainer("guarded", RUINOUS, "fineTuning.learningRates=[1, 1, 1]")
                .guard(ELSEWHERE)
                .listener(new TrainingListener() {
                    @Override
                    public void evaluated(EvaluationMetrics metrics) {
                        evaluated.add(metrics);
                    }
                })
                .train();
        GuardMetrics before = result.start().orElseThrow().guard().orElseThrow();
        assertThat(before.auc()).isEqualTo(before.start());
        assertThat(before.lower()).isZero();
        assertThat(before.upper()).isZero();
        assertThat(before.loses()).isFalse();
        assertThat(evaluated).hasSizeGreaterThan(2).allSatisfy(metrics -> {
            GuardMetrics guard = metrics.guard().orElseThrow();
            assertThat(guard.start()).isEqualTo(before.auc());
            assertThat(guard.auc() - guard.start()).isBetween(guard.lower(), guard.upper());
            assertThat(metrics.best() && guard.loses()).isFalse();
        });
        assertThat(result.encoder()).isEmpty();
        assertThat(RunHistory.read(new RunDirectory(folder.resolve("guarded"))).evaluations())
                .extracting(metrics -> metrics.guard().orElseThrow().auc())
                .containsExactlyElementsOf(evaluated.stream()
                        .map(metrics -> metrics.guard().orElseThrow().auc())
                        .toList());
    }

    @Test
    void guardPeopleAreTheSameWhereARunGoesOnAndNeedAStart() {
        trainUntil(2, trainer("guarded-parts").guard(ELSEWHERE));
        assertThatThrownBy(() -> trainer("guarded-parts").resume(true).train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(
                        "was begun with the guard people " + ELSEWHERE.name() + " and is resumed with no guard people");
        assertThatThrownBy(() -> trainer("guarded-parts").resume(true).check())
                .as("what could not go on")
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is resumed with no guard people");
        assertThat(trainer("guarded-parts")
                        .guard(ELSEWHERE)
                        .resume(true)
                        .train()
                        .best()
                        .orElseThrow()
                        .guard())
                .isPresent();
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe(), folder.resolve("random"))
                        .guard(ELSEWHERE)
                        .train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("starts from random weights, which have nothing to lose");
    }

    @Test
    void weightsDecayToTheStartOfTheRunAlsoWhereItGoesOn() {
        String[] settings = {"fineTuning.decayTarget=start", "optimizer.weightDecay=1"};
        trainer("whole-to-start", settings).train();
        trainUntil(2, trainer("parts-to-start", settings));
        trainer("parts-to-start", settings).resume(true).train();
        assertThat(SmallRun.tensors(folder.resolve("parts-to-start")))
                .isEqualTo(SmallRun.tensors(folder.resolve("whole-to-start")));
        trainer("to-zero", "optimizer.weightDecay=1").train();
        assertThat(distanceFromStart("whole-to-start")).isLessThan(distanceFromStart("to-zero"));
    }

    private double distanceFromStart(String run) {
        double squares = 0;
        for (Map.Entry<String, TensorData.Floats> entry :
                SmallRun.latest(folder.resolve(run)).network().entrySet()) {
            if (encoder.graph().initializers().get(entry.getKey()) instanceof TensorData.Floats before) {
                for (int i = 0; i < before.values().length; i++) {
                    double difference = (double) entry.getValue().values()[i] - before.values()[i];
                    squares += difference * difference;
                }
            }
        }
        return Math.sqrt(squares);
    }

    @Test
    void inTheFirstStageOnlyTheLastLayerLearns() {
        Path run = folder.resolve("head");
        Trainer trainer = trainer(
                "head", "fineTuning.lengths=[0.6, 0.4]", "fineTuning.depths=[0, 1]", "fineTuning.learningRates=[1, 1]");
        trainUntil(4, trainer);
        FineTuningStages.Stage first = FineTuningStages.of(
                        SmallRun.recipe(
                                        "fineTuning.lengths=[1]",
                                        "fineTuning.depths=[0]",
                                        "fineTuning.learningRates=[1]")
                                .fineTuning(),
                        encoder,
                        7)
                .at(0);
        assertThat(changed(run)).isNotEmpty().isSubsetOf(first.learning());
        assertThat(first.learning()).hasSizeLessThan(encoder.trainable().size() / 2);
    }

    @Test
    void aNewHeadLearnsAloneFirstAndMakesShorterEmbeddings() {
        Path run = folder.resolve("new-head");
        String[] settings = {
            "fineTuning.newHead=5",
            "fineTuning.lengths=[0.6, 0.4]",
            "fineTuning.depths=[0, 1]",
            "fineTuning.learningRates=[1, 1]"
        };
        trainUntil(4, trainer("new-head", settings));
        EncoderModel start = StartingPoint.of(SmallRun.recipe("fineTuning.newHead=5"), encoder)
                .encoder();
        assertThat(start.spec().embeddingSize()).isEqualTo(5);
        TensorData.Floats drawn = (TensorData.Floats) start.graph().initializer("head.weight");
        assertThat(Objects.requireNonNull(SmallRun.latest(run).network().get("head.weight"))
                        .values())
                .hasSameSizeAs(drawn.values())
                .isNotEqualTo(drawn.values());
        assertThat(changed(run)).as("of what was there before").isEmpty();
        trainer("new-head", settings).resume(true).acceptWorse(true).train();
        EncoderModel trained = EncoderModel.read(run.resolve("encoder.onnx"));
        assertThat(trained.spec().embeddingSize()).isEqualTo(5);
        assertThat(trained.spec().calibration()).isPresent();
    }

    @Test
    void frozenStatisticsStayAndFollowingOnesDoNot() {
        Set<String> statistics =
                new TreeSet<>(SmallRun.latest(first.resolve("run")).network().keySet());
        statistics.removeAll(encoder.trainable());
        trainer("frozen").train();
        trainer("following", "fineTuning.statistics=following").train();
        assertThat(changed(folder.resolve("frozen"))).isNotEmpty().doesNotContainAnyElementsOf(statistics);
        assertThat(changed(folder.resolve("following"))).containsAll(statistics);
    }

    @Test
    void aRunResumedInTheMiddleOfAStageEndsWithTheSameBits() {
        trainer("whole").train();
        trainUntil(2, trainer("parts"));
        TrainingResult resumed = trainer("parts").resume(true).train();
        assertThat(resumed.start()).isPresent();
        assertThat(SmallRun.tensors(folder.resolve("parts"))).isEqualTo(SmallRun.tensors(folder.resolve("whole")));
    }

    @Test
    void anEncoderWithoutAnythingThatLearnsIsRefused() {
        EncoderModel serving = EncoderModel.of(encoder.graph(), encoder.spec(), List.of());
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe(), folder.resolve("none"))
                        .from(serving)
                        .train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("has no trainable tensors");
    }

    @Test
    void stagesEndWhereTheirSharesSay() {
        TrainingRecipe recipe = SmallRun.recipe(
                "fineTuning.lengths=[0.1, 0.3, 0.6]",
                "fineTuning.depths=[0, 0.5, 1]",
                "fineTuning.learningRates=[1, 0.5, 0.25]");
        FineTuningStages stages = FineTuningStages.of(recipe.fineTuning(), encoder, 50);
        assertThat(List.of(0L, 5L, 20L)).allMatch(stages::begins);
        assertThat(List.of(1L, 4L, 6L, 19L, 21L, 49L)).noneMatch(stages::begins);
        assertThat(List.of(4L, 5L, 49L))
                .extracting(step -> stages.at(step).learningRate())
                .containsExactly(1.0, 0.5, 0.25);
        assertThat(stages.at(49).learning()).containsExactlyInAnyOrderElementsOf(encoder.trainable());
        assertThat(stages.at(49).learning()).containsAll(stages.at(5).learning());
        assertThat(stages.at(5).learning()).containsAll(stages.at(0).learning());
    }
}
