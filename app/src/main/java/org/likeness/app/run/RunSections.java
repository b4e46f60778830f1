package org.likeness.app.run;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.likeness.app.report.CurvesSection;
import org.likeness.app.report.DiagnosticsSection;
import org.likeness.app.report.DiagnosticsSection.Remark;
import org.likeness.app.report.Figures;
import org.likeness.app.report.ProvenanceSection.Fact;
import org.likeness.app.report.ProvenanceSection.Group;
import org.likeness.core.EnumWord;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.recipe.CustomSettings;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.MiningSettings.Hardening;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.event.TrainingStart;
import org.likeness.training.files.RunHistory;

/** Sections and properties that all training reports share. */
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

    /** What was wrong while it went, moves to harder triplets among it, in the order of the steps. */
    public static DiagnosticsSection monitor(RunHistory history) {
        Stream<Remark> said = history.diagnoses().stream()
                .map(diagnosis -> new Remark(
                        diagnosis.step(), EnumWord.of(diagnosis.symptom()).replace('-', ' '), diagnosis.text(), true));
        Stream<Remark> moved = history.moves().stream()
                .map(move -> new Remark(
                        move.step(), "on to " + EnumWord.of(move.strategy()) + " triplets", move.text(), false));
        return new DiagnosticsSection(
                Stream.concat(said, moved)
                        .sorted(Comparator.comparingLong(Remark::step))
                        .toList(),
                history.steps().stream()
                        .filter(mean -> !Double.isNaN(mean.effectiveRank()))
                        .map(mean -> new DiagnosticsSection.Look(mean.step(), mean.effectiveRank(), mean.beyondHalf()))
                        .toList());
    }

    /** What was learned from, as far as a run without an encoder knows it. */
    public static Group data(TrainingStart start) {
        return new Group(
                "Data",
                List.of(
                        new Fact("data set", start.data()),
                        new Fact("trained on", people(Integer.toString(start.identities()))),
                        new Fact("their pictures", Integer.toString(start.pictures())),
                        new Fact("held back", people(Integer.toString(start.heldBackIdentities())))));
    }

    /** What was learned from, as the encoder's own file tells it. */
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
                        new Fact(
                                "input",
                                String.format(Locale.ROOT, "%d×%d pixels", spec.inputWidth(), spec.inputHeight())),
                        new Fact("embedding", spec.embeddingSize() + " numbers"),
                        new Fact("parameters", Figures.whole(encoder.parameters())),
                        new Fact("encoder", space(encoder))));
    }

    private static String space(EncoderModel encoder) {
        String own = encoder.space().brief();
        return encoder.spec()
                .compatibleWith()
                .map(old -> own + ", compatible with " + old.brief())
                .orElse(own);
    }

    /** What was to be trained, where no encoder came of it. */
    public static Group network(TrainingStart start) {
        return new Group(
                "Network",
                List.of(
                        new Fact("began with", start.network()),
                        new Fact("parameters", Figures.whole(start.parameters()))));
    }

    private static String beginning(EncoderModel encoder, TrainingRecipe recipe) {
        String start = encoder.spec().provenance().getOrDefault("start", "");
        if (start.startsWith("new weights ")) {
            return start.substring(0, Math.min(start.length(), start.lastIndexOf(' ') + 1 + 8));
        }
        return start.startsWith("encoder ")
                ? start.substring(0, Math.min(start.length(), "encoder ".length() + 8))
                : "random weights, " + recipe.network().architecture();
    }

    /**
     * How it was trained.
     *
     * @param steps   that were taken
     * @param seconds that they took
     * @param history of the run
     */
    public static Group training(TrainingRecipe recipe, long steps, double seconds, RunHistory history) {
        return new Group(
                "Training",
                List.of(
                        new Fact(
                                "batch",
                                String.format(
                                        Locale.ROOT,
                                        "%d people × %d pictures, %d singles",
                                        recipe.sampling().identities(),
                                        recipe.sampling().picturesPerIdentity(),
                                        recipe.sampling().singles())),
                        new Fact("miner", miner(recipe)),
                        new Fact("loss", LossText.of(recipe)),
                        new Fact(
                                "optimizer",
                                String.format(
                                        Locale.ROOT,
                                        "%s, learning rate %s",
                                        EnumWord.of(recipe.optimizer().algorithm()),
                                        recipe.optimizer().learningRate())),
                        new Fact("steps", Figures.whole(steps)),
                        new Fact("time", Figures.time(seconds)),
                        new Fact("of it, waiting for pictures", Figures.percent(history.waitingShare()))));
    }

    private static String miner(TrainingRecipe recipe) {
        if (recipe.loss().kind() != LossSettings.Kind.TRIPLET || recipe.loss().weight() == 0) {
            return "none";
        }
        if (CustomSettings.isCustom(recipe.custom().loss())) {
            return "none";
        }
        if (CustomSettings.isCustom(recipe.custom().miner())) {
            return recipe.custom().miner() + ", of the program that trained";
        }
        return EnumWord.of(recipe.mining().strategy())
                + (recipe.mining().hardenTo() == Hardening.NONE
                        ? ""
                        : ", may harden to " + EnumWord.of(recipe.mining().hardenTo()));
    }
}
