package org.likeness.app.wire;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Interval;
import org.likeness.api.PictureFailure;
import org.likeness.api.training.ExperimentAnswer;
import org.likeness.api.training.GuardFigures;
import org.likeness.api.training.QuickstartAnswer;
import org.likeness.api.training.TrainAnswer;
import org.likeness.api.training.TrainCheckAnswer;
import org.likeness.api.training.ValidationFigures;
import org.likeness.app.experiment.ExperimentResult;
import org.likeness.app.quickstart.QuickstartResult;
import org.likeness.core.EnumWord;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.training.check.BatchPlan;
import org.likeness.training.check.Cost;
import org.likeness.training.check.DataSummary;
import org.likeness.training.check.TrainingCheck;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GuardMetrics;
import org.likeness.training.event.TrainingResult;

/** Runs, checks, experiments and the quick start. */
public final class TrainingAnswers {
    private static final double SECONDS_PER_MINUTE = 60;

    private TrainingAnswers() {}

    /** @param finishedBefore whether the run was finished before the command */
    public static TrainAnswer of(TrainingResult result, boolean finishedBefore) {
        return new TrainAnswer(
                result.run().toString(),
                result.steps(),
                result.finished(),
                finishedBefore,
                result.checkpoint().toString(),
                result.encoder().map(Path::toString).orElse(null),
                result.best().map(TrainingAnswers::figures).orElse(null),
                result.start().map(TrainingAnswers::figures).orElse(null),
                result.isNoBetterThanStart(),
                result.seconds(),
                result.skipped());
    }

    private static ValidationFigures figures(EvaluationMetrics metrics) {
        return new ValidationFigures(
                metrics.step(),
                metrics.accuracy(),
                metrics.auc(),
                metrics.threshold(),
                metrics.pairs(),
                metrics.elapsed(),
                metrics.guard().map(TrainingAnswers::figures).orElse(null));
    }

    private static GuardFigures figures(GuardMetrics guard) {
        return new GuardFigures(
                guard.people(),
                guard.pairs(),
                guard.auc(),
                guard.start(),
                new Interval(guard.lower(), guard.upper(), ConfidenceInterval.USUAL_CONFIDENCE, null),
                guard.loses());
    }

    public static TrainCheckAnswer of(List<DataSummary> folders, TrainingCheck check) {
        return new TrainCheckAnswer(
                folders.stream().map(TrainingAnswers::folder).toList(),
                new TrainCheckAnswer.People(check.trainingPeople(), check.trainingPictures()),
                new TrainCheckAnswer.People(check.validationSet(), check.heldBackPictures()),
                check.genuinePairs(),
                check.impostorPairs(),
                batches(check.plan()),
                cost(check.cost()),
                check.warnings());
    }

    private static TrainCheckAnswer.DataFolder folder(DataSummary data) {
        return new TrainCheckAnswer.DataFolder(
                data.name(),
                data.people(),
                data.pictures(),
                data.positives().entrySet().stream()
                        .map(entry -> new TrainCheckAnswer.PositivesBin(entry.getKey(), entry.getValue()))
                        .toList(),
                data.lookedAt(),
                data.unreadable().stream()
                        .map(one -> new PictureFailure(one.picture(), one.reason()))
                        .toList());
    }

    private static TrainCheckAnswer.Batches batches(BatchPlan plan) {
        return new TrainCheckAnswer.Batches(
                plan.batches(),
                plan.pictures(),
                plan.people(),
                plan.perEpoch(),
                plan.triplets(),
                EnumWord.of(plan.strategy()),
                spread(plan.share()),
                spread(plan.pairs()),
                spread(plan.timesSeen()),
                plan.singles(),
                plan.peopleWithPositives());
    }

    private static TrainCheckAnswer.Spread spread(BatchPlan.Spread spread) {
        return new TrainCheckAnswer.Spread(spread.least(), spread.median(), spread.most());
    }

    private static TrainCheckAnswer.Cost cost(Cost cost) {
        return new TrainCheckAnswer.Cost(
                cost.steps(),
                cost.secondsPerStep(),
                cost.secondsPerEvaluation(),
                cost.evaluations(),
                cost.estimatedSeconds(),
                cost.peakMegabytes().orElse(null),
                cost.cacheMegabytes());
    }

    public static ExperimentAnswer.ExperimentRun of(ExperimentResult result) {
        return new ExperimentAnswer.ExperimentRun(
                result.variant(),
                result.seed(),
                result.failure(),
                figures(result),
                new ExperimentAnswer.TestData(
                        result.judged().data(),
                        result.judged().testPeople(),
                        result.judged().pairs(),
                        result.judged().validation()),
                new ExperimentAnswer.GivenInputs(
                        result.given().people(),
                        result.given().pictures(),
                        result.given().copies(),
                        result.given().start()),
                result.recipe());
    }

    private static ExperimentAnswer.@Nullable RunFigures figures(ExperimentResult result) {
        return result.failure() != null
                ? null
                : new ExperimentAnswer.RunFigures(
                        result.accuracy(),
                        result.areaUnderCurve(),
                        result.equalErrorRate(),
                        result.validationAuc(),
                        result.bestStep(),
                        result.steps(),
                        result.minutes() * SECONDS_PER_MINUTE);
    }

    public static QuickstartAnswer of(QuickstartResult result) {
        return new QuickstartAnswer(
                result.report().toString(),
                result.encoder().toString(),
                result.gallery().toString(),
                Rates.of(result.verification()),
                Rates.of(result.intervals()),
                result.baselines().entrySet().stream()
                        .map(entry -> new QuickstartAnswer.Baseline(entry.getKey(), Rates.of(entry.getValue())))
                        .toList(),
                Rates.of(result.identification()),
                result.trainingSeconds(),
                result.evaluationSeconds());
    }
}
