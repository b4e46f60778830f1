package org.likeness.app.cli.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.model.ModelDescription;
import org.likeness.app.wire.ModelAnswers;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.file.Sha256;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.ModelStore;
import org.likeness.model.catalog.ModelTask;
import org.likeness.model.catalog.PublishedThresholds;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.importing.NetworkMetadata;
import org.likeness.recognition.detection.FaceDetectors;

/** Finds out what a model is, and describes it. */
final class ModelProperties {
    private ModelProperties() {}

    /**
     * The description of a file, of an architecture, or of a published model.
     *
     * @throws LikenessException if it is none of these, or a file that is broken
     */
    static ModelDescription of(String model, ModelStore store) {
        Path file = Path.of(model);
        if (Files.exists(file)) {
            return ofFile(file);
        }
        if (Architecture.isNamed(model)) {
            Architecture architecture = Architecture.named(model);
            ModelsCommand.UsualSizes sizes = ModelsCommand.UsualSizes.of(architecture);
            return ModelAnswers.of(architecture.key(), sizes.input(), sizes.embedding(), sizes.network(architecture));
        }
        return Catalog.standard()
                .find(model)
                .map(entry -> ModelAnswers.of(entry, store, PublishedThresholds.standard()))
                .orElseThrow(() -> LikenessException.notFound(String.format(
                        Locale.ROOT,
                        "%s: neither a file nor an architecture nor a published model; see likeness models list",
                        file)));
    }

    /** The description of a file: an encoder, a detector, or another program's. */
    static ModelDescription ofFile(Path file) {
        byte[] bytes = GraphReader.bytes(file);
        Optional<NetworkMetadata> network = NetworkMetadata.of(file.toString(), bytes);
        if (network.isPresent()) {
            Optional<String> detector = network.get().task() == ModelTask.DETECTOR
                    ? Optional.of(EnumWord.of(FaceDetectors.kindOf(file)))
                    : Optional.empty();
            return ModelAnswers.of(file, Sha256.of(bytes), network.get(), detector);
        }
        OnnxGraph graph = GraphReader.read(file, bytes).graph();
        return EncoderModel.isEncoder(graph)
                ? ModelAnswers.of(file, EncoderModel.read(file.toString(), graph))
                : ofForeign(file, bytes, graph);
    }

    private static ModelDescription ofForeign(Path file, byte[] bytes, OnnxGraph graph) {
        String sha256 = Sha256.of(bytes);
        Optional<Catalog.Listing> listing = Catalog.standard().listing(sha256);
        return ModelAnswers.of(
                file,
                sha256,
                listing.map(known -> known.entry().name()),
                listing.map(known -> EnumWord.of(known.file().task())),
                graph,
                "it has no specification: convert it with likeness models import");
    }
}
