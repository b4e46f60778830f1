package org.likeness.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.EnumWord;
import org.likeness.core.recipe.CompatibilitySettings;
import org.likeness.core.recipe.CustomSettings;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.core.recipe.TrainingRecipe;

/** The loss of a run in one line of text. */
public final class LossText {
    private LossText() {}

    /** Such as {@code cosface, margin 0.35, scale 64, to step 500; triplets, margin 0.2, from step 500}. */
    public static String of(TrainingRecipe recipe) {
        LossSettings loss = recipe.loss();
        SoftmaxSettings softmax = recipe.softmax();
        List<String> parts = new ArrayList<>();
        if (softmax.form() != SoftmaxSettings.Form.NONE) {
            String margin = softmax.form() == SoftmaxSettings.Form.COSFACE
                    ? number(softmax.cosineMargin())
                    : number(softmax.angularMargin()) + " rad";
            parts.add(String.format(
                    Locale.ROOT,
                    "%s, margin %s, scale %s%s%s",
                    EnumWord.of(softmax.form()),
                    margin,
                    number(softmax.scale()),
                    softmax.untilStep() > 0 ? String.format(Locale.ROOT, ", to step %,d", softmax.untilStep()) : "",
                    weight(softmax.weight())));
        }
        if (loss.weight() > 0) {
            String custom = recipe.custom().loss();
            parts.add((CustomSettings.isCustom(custom) ? custom + ", of the program that trained" : kind(loss))
                    + (loss.fromStep() > 0 ? String.format(Locale.ROOT, ", from step %,d", loss.fromStep()) : "")
                    + weight(loss.weight()));
        }
        CompatibilitySettings compatibility = recipe.compatibility();
        if (compatibility.kind() != CompatibilitySettings.Kind.NONE) {
            parts.add(kind(compatibility));
        }
        return String.join("; ", parts);
    }

    private static String kind(CompatibilitySettings compatibility) {
        return switch (compatibility.kind()) {
            case NONE -> "";
            case HARMONIC_TRIPLETS ->
                "harmonic triplets with the old encoder"
                        + weight(compatibility.harmonicTriplets().weight());
            case BACKWARD_COMPATIBLE ->
                "influence loss of the old encoder, scale "
                        + number(compatibility.backwardCompatible().scale())
                        + weight(compatibility.backwardCompatible().weight());
            case DISTILLATION ->
                "distance from the old encoder's embeddings"
                        + weight(compatibility.distillation().weight());
        };
    }

    private static String kind(LossSettings loss) {
        return switch (loss.kind()) {
            case TRIPLET -> "triplets, margin " + number(loss.margin());
            case CONTRASTIVE ->
                "contrastive, margin " + number(loss.contrastive().margin());
            case N_PAIRS -> "n-pairs, scale " + number(loss.nPairs().scale());
            case MULTI_SIMILARITY ->
                String.format(
                        Locale.ROOT,
                        "multi-similarity, scales %s and %s, threshold %s",
                        number(loss.multiSimilarity().positiveScale()),
                        number(loss.multiSimilarity().negativeScale()),
                        number(loss.multiSimilarity().threshold()));
        };
    }

    private static String weight(double weight) {
        return weight == 1 ? "" : ", weight " + number(weight);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%d", (long) value) : Double.toString(value);
    }
}
