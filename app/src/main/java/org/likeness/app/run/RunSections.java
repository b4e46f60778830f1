package org.likeness.app.run;

import java.util.List;
import java.util.Locale;
import org.likeness.app.report.AccountSection.Fact;
import org.likeness.app.report.AccountSection.Group;
import org.likeness.app.report.CurvesSection;
import org.likeness.app.report.Figures;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.TrainingResult;
import org.likeness.training.metrics.RunHistory;

/** Sections and groups of facts that every report of a training shares. */
public final class RunSections {
    private RunSections() {}

    /** Loss, active share, distances and held-back accuracy over the steps. */
    public static CurvesSection curves(RunHistory history) {
        return new CurvesSection(
                history.steps().stream()
                        .map(mean -> new CurvesSection.Step(
                                mean.step(),
                                mean.loss(),
                                mean.activeShare(),
                                mean.meanToPositive(),
                                mean.meanToNegative()))
                        .toList(),
                history.evaluations().stream()
                        .map(evaluation -> new CurvesSection.Check(evaluation.step(), evaluation.accuracy()))
                        .toList());
    }

    /** What was learnt from, as the encoder's own file tells it. */
    public static Group data(EncoderModel encoder) {
        var provenance = encoder.spec().provenance();
        return new Group(
                "Data",
                List.of(
                        new Fact("data set", provenance.getOrDefault("data", "")),
                        new Fact("trained on", people(provenance.getOrDefault("identities", "0"))),
                        new Fact("their pictures", provenance.getOrDefault("pictures", "0")),
                        new Fact("held back", people(provenance.getOrDefault("heldBackIdentities", "0"))),
                        new Fact("hash", provenance.getOrDefault("dataHash", "").substring(0, 12))));
    }

    private static String people(String count) {
        return count + " people";
    }

    /** What was trained. */
    public static Group network(EncoderModel encoder, TrainingRecipe recipe) {
        EncoderSpec spec = encoder.spec();
        return new Group(
                "Network",
                List.of(
                        new Fact("began with", beginning(encoder, recipe)),
                        new Fact("input", "%d×%d pixels".formatted(spec.inputWidth(), spec.inputHeight())),
                        new Fact("embedding", spec.embeddingSize() + " numbers"),
                        new Fact("parameters", Figures.whole(encoder.parameters())),
                        new Fact("encoder", encoder.space().brief())));
    }

    private static String beginning(EncoderModel encoder, TrainingRecipe recipe) {
        String start = encoder.spec().provenance().getOrDefault("start", "");
        return start.startsWith("encoder ")
                ? start.substring(0, Math.min(start.length(), "encoder ".length() + 8))
                : "random weights, " + recipe.network().architecture();
    }

    /** How it was trained. */
    public static Group training(TrainingRecipe recipe, TrainingResult result) {
        return new Group(
                "Training",
                List.of(
                        new Fact(
                                "batch",
                                "%d people × %d pictures, %d singles"
                                        .formatted(
                                                recipe.sampling().identities(),
                                                recipe.sampling().picturesPerIdentity(),
                                                recipe.sampling().singles())),
                        new Fact("miner", miner(recipe.loss(), recipe.mining())),
                        new Fact("loss", LossText.of(recipe.loss(), recipe.softmax())),
                        new Fact(
                                "optimiser",
                                "%s, learning rate %s"
                                        .formatted(
                                                words(recipe.optimizer().algorithm()),
                                                recipe.optimizer().learningRate())),
                        new Fact("steps", Figures.whole(result.steps())),
                        new Fact("time", Figures.time(result.seconds()))));
    }

    private static String miner(LossSettings loss, MiningSettings mining) {
        return loss.kind() == LossSettings.Kind.TRIPLET && loss.weight() > 0 ? words(mining.strategy()) : "none";
    }

    private static String words(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
