package org.likeness.training.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.Remedy;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.ValueInfo;
import org.likeness.model.importing.EncoderImport;
import org.likeness.model.importing.ImportSettings;
import org.likeness.model.importing.NewHead;
import org.likeness.model.importing.NewWeights;
import org.likeness.training.diagnostics.NetworkTraits;

/**
 * The initial network of a run, according to its recipe.
 *
 * @param encoder  its network and weights before the first step
 * @param random   whether the weights are drawn; false for an encoder whose weights are trained further
 * @param template the encoder whose network got new weights, if there is one
 */
public record StartingPoint(EncoderModel encoder, boolean random, Optional<EncoderId> template) {
    private static final String ORIGIN = "trained from random weights by likeness";

    /**
     * Reads a network to start from: an encoder's file, or the ONNX graph of another program. Such a graph becomes an encoder that takes
     * pictures as the architectures of this project do: red first, (v − 127.5) / 128, cut as {@code data.crop} says.
     *
     * @param recipe has the sizes of input and embedding, where the graph leaves them open, and the crop
     * @throws LikenessException if the file is missing, broken, or has not the form of an encoder
     */
    public static EncoderModel read(Path file, TrainingRecipe recipe) {
        OnnxGraph graph = GraphReader.read(file);
        if (EncoderModel.isEncoder(graph)) {
            return EncoderModel.read(file.toString(), graph);
        }
        try {
            return EncoderImport.read(file, settings(graph, recipe)).encoder();
        } catch (LikenessException e) {
            throw new LikenessException(
                    e.kind(), Printable.firstLine(e), e, new Remedy(Remedy.Action.IMPORT_FIRST, file.toString()));
        }
    }

    private static ImportSettings settings(OnnxGraph graph, TrainingRecipe recipe) {
        NetworkSettings network = recipe.network();
        return new ImportSettings(
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                recipe.data().crop(),
                Border.BLACK,
                isStated(graph.inputs(), 2) ? Optional.empty() : Optional.of(network.inputSize()),
                isStated(graph.outputs(), 1) ? Optional.empty() : Optional.of(network.embeddingSize()),
                Optional.empty(),
                "",
                "");
    }

    /** Whether the first of some values has a fixed size along an axis. */
    private static boolean isStated(List<ValueInfo> values, int axis) {
        return !values.isEmpty()
                && values.get(0).shape().size() > axis
                && values.get(0).shape().get(axis) > 0;
    }

    static StartingPoint of(TrainingRecipe recipe, Optional<EncoderModel> given) {
        if (given.isEmpty() && recipe.run().reinitialize()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "run.reinitialize is true, and the run starts from no network: the weights of %s are random in any case. Give a network, or set run.reinitialize=false",
                    recipe.network().architecture()));
        }
        return given.map(encoder -> of(recipe, encoder)).orElseGet(() -> of(recipe));
    }

    /** An encoder: with new weights if {@code run.reinitialize} is set, else with a new head if {@code fineTuning.newHead} is not 0. */
    public static StartingPoint of(TrainingRecipe recipe, EncoderModel encoder) {
        RandomGenerator random = DrawSeed.WEIGHTS.generator(recipe.seed());
        if (recipe.run().reinitialize()) {
            return new StartingPoint(NewWeights.of(encoder, ORIGIN, random), true, Optional.of(encoder.space()));
        }
        int newHead = recipe.fineTuning().newHead();
        return new StartingPoint(
                newHead == 0 ? encoder : NewHead.of(encoder, newHead, random), false, Optional.empty());
    }

    /** The recipe's architecture with random weights. */
    public static StartingPoint of(TrainingRecipe recipe) {
        NetworkSettings settings = recipe.network();
        NewNetwork network =
                Architecture.named(settings.architecture()).build(settings, DrawSeed.WEIGHTS.generator(recipe.seed()));
        EncoderSpec spec = new EncoderSpec(
                settings.inputSize(),
                settings.inputSize(),
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                recipe.data().crop(),
                Border.BLACK,
                settings.embeddingSize(),
                Distance.SQUARED_EUCLIDEAN,
                settings.normalized(),
                "",
                ORIGIN,
                Map.of(),
                Optional.empty());
        return new StartingPoint(EncoderModel.of(network.graph(), spec, network.trainable()), true, Optional.empty());
    }

    /** As checkpoints and provenance name it. */
    String description() {
        if (template.isPresent()) {
            return "new weights in the network of encoder " + template.get();
        }
        return random ? "random weights" : "encoder " + encoder.space();
    }

    /** As a run's progress and report name it. */
    String name(TrainingRecipe recipe) {
        if (template.isPresent()) {
            return "new weights in the network of encoder " + template.get().brief();
        }
        return random
                ? recipe.network().architecture()
                : "encoder " + encoder.space().brief();
    }

    NetworkTraits traits(TrainingRecipe recipe) {
        return random && template.isEmpty() ? NetworkTraits.of(recipe) : NetworkTraits.of(encoder.spec());
    }
}
