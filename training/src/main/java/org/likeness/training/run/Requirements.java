package org.likeness.training.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Split;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.recipe.CompatibilitySettings;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GuardMetrics;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.recipe.RecipeWriter;

/** Validates recipe, data, initial encoder and folder before a run starts or resumes; each error states the remedy. */
final class Requirements {
    private final TrainingRecipe recipe;
    private final FaceDataset data;
    private final StartingPoint start;
    private final Optional<EncoderModel> old;
    private final Optional<FaceDataset> guard;
    private final RunDirectory run;

    /**
     * @param old   the encoder of compatible training
     * @param guard people of another domain
     */
    Requirements(
            TrainingRecipe recipe,
            FaceDataset data,
            StartingPoint start,
            Optional<EncoderModel> old,
            Optional<FaceDataset> guard,
            RunDirectory run) {
        this.recipe = recipe;
        this.data = data;
        this.start = start;
        this.old = old;
        this.guard = guard;
        this.run = run;
    }

    /** There is something that learns. */
    void requireTrainable() {
        if (start.encoder().trainable().isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "encoder %s has no trainable tensors: it was imported or fused for inference only; start from its original, from another encoder, or from an architecture",
                    start.encoder().space().brief()));
        }
    }

    /** A softmax over the people finds unit vectors. */
    void requireSphere() {
        if (recipe.softmax().form() != SoftmaxSettings.Form.NONE
                && !start.encoder().spec().normalized()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "encoder %s does not normalize embeddings, which softmax.form requires: start from another encoder, or set softmax.form=none",
                    start.encoder().space().brief()));
        }
    }

    /** Embeddings of both encoders of compatible training can be compared. */
    void requireComparable() {
        CompatibilitySettings.Kind kind = recipe.compatibility().kind();
        if (old.isEmpty() && kind != CompatibilitySettings.Kind.NONE) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "compatibility.kind is %s, and the run is given no encoder to be compatible with: give one, or set compatibility.kind=none",
                    EnumWord.of(kind)));
        }
        old.ifPresent(encoder -> SpaceComparison.require(encoder, start.encoder()));
    }

    /** Guard people tell what an encoder loses that was given. */
    void requireGuarded() {
        if (guard.isPresent() && start.random()) {
            throw LikenessException.invalid(
                    "the run is given guard people and starts from random weights, which have nothing to lose: start from an encoder, or leave the guard people out");
        }
    }

    /** What was the best so far was so with the guard people of the beginning. */
    void requireSameGuard(Checkpoint checkpoint) {
        Optional<String> was =
                checkpoint.beginning().flatMap(EvaluationMetrics::guard).map(GuardMetrics::people);
        Optional<String> now = guard.map(FaceDataset::name);
        if (checkpoint.beginning().isPresent() && !was.equals(now)) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s was begun with %s and is resumed with %s: give the same guard people, or start a new run in another folder",
                    run.path(),
                    guardText(was),
                    guardText(now)));
        }
    }

    private static String guardText(Optional<String> people) {
        return people.map(name -> "the guard people " + name).orElse("no guard people");
    }

    /** A batch's negatives come from a second person with several pictures, or from people with one. */
    void requireNegatives(Split split) {
        FaceDataset people = split.training();
        int singles = people.identities().size() - people.identitiesWithPositives();
        if (people.identitiesWithPositives() < 2
                && Math.min(singles, recipe.sampling().singles()) == 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has %,d people with two pictures or more, of whom %,d are held back for validation: the one left has no negatives. Add people",
                    data.name(),
                    data.identitiesWithPositives(),
                    split.heldBack().identities().size()));
        }
    }

    /** A run goes on as it began; it may become longer where that changes nothing of what is done. */
    void requireSameRecipe(Checkpoint checkpoint) {
        List<String> differences = RecipeWriter.differencesInLearning(checkpoint.recipe(), recipe);
        if (!differences.stream().allMatch(RunExtension::concerns)) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s was made with another recipe (%s): resume it with its own %s, or start a new run in another folder",
                    run.path(),
                    String.join("; ", differences),
                    run.recipe()));
        }
        if (!checkpoint.start().equals(start.description())) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s started from %s, not from %s: give the same start, or start a new run in another folder",
                    run.path(),
                    checkpoint.start(),
                    start.description()));
        }
        if (!checkpoint.compatibleWith().equals(old.map(EncoderModel::space))) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s was made to be compatible with %s, not with %s: give the same encoder, or start a new run in another folder",
                    run.path(),
                    named(checkpoint.compatibleWith()),
                    named(old.map(EncoderModel::space))));
        }
        if (!differences.isEmpty()) {
            requireExtension(checkpoint, differences);
        }
    }

    private static String named(Optional<EncoderId> encoder) {
        return encoder.map(id -> "encoder " + id).orElse("no other encoder");
    }

    private void requireExtension(Checkpoint checkpoint, List<String> differences) {
        Optional<EncoderModel> encoder = start.random() ? Optional.empty() : Optional.of(start.encoder());
        new RunExtension(checkpoint.recipe(), recipe, checkpoint.step(), encoder)
                .obstacle()
                .ifPresent(reason -> {
                    throw LikenessException.conflict(String.format(
                            Locale.ROOT,
                            "%s cannot be resumed with %s: %s. Start a new run in another folder, such as from %s",
                            run.path(),
                            String.join("; ", differences),
                            reason,
                            run.encoder()));
                });
    }

    /** A run goes on with the pictures that it began with. */
    void requireSameData(Checkpoint checkpoint, String hash) {
        if (!checkpoint.data().equals(hash)) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s was made from other data (hash %.8s, not %.8s): give the same folders and people, or start a new run in another folder",
                    run.path(),
                    checkpoint.data(),
                    hash));
        }
    }
}
