package org.likeness.app.wire;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.likeness.api.NamedCount;
import org.likeness.api.model.ArchitectureModel;
import org.likeness.api.model.EncoderFile;
import org.likeness.api.model.ForeignFile;
import org.likeness.api.model.GraphFacts;
import org.likeness.api.model.ImportAnswer;
import org.likeness.api.model.NetworkFile;
import org.likeness.api.model.PublishedModel;
import org.likeness.api.model.PublishedModel.FetchedBy;
import org.likeness.api.model.PublishedModel.FileSource;
import org.likeness.app.importing.SelfTest;
import org.likeness.core.EnumWord;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.model.EncoderModel;
import org.likeness.model.SpecReview;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.catalog.CatalogEntry;
import org.likeness.model.catalog.ModelStore;
import org.likeness.model.catalog.PublishedFile;
import org.likeness.model.catalog.PublishedThresholds;
import org.likeness.model.catalog.Source;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;
import org.likeness.model.importing.NetworkMetadata;
import org.likeness.recognition.Multiplications;
import org.likeness.server.answer.Calibrations;

/** Models: files, architectures, and those of the catalog. */
public final class ModelAnswers {
    private ModelAnswers() {}

    public static EncoderFile of(Path file, EncoderModel encoder) {
        EncoderSpec spec = encoder.spec();
        return new EncoderFile(
                file.toString(),
                encoder.space().sha256(),
                spec.inputWidth(),
                spec.inputHeight(),
                EnumWord.of(spec.colorOrder()),
                spec.normalization().means(),
                spec.normalization().divisor(),
                spec.crop().toString(),
                EnumWord.of(spec.border()),
                spec.embeddingSize(),
                spec.normalized(),
                EnumWord.of(spec.distance()),
                spec.license(),
                spec.origin(),
                encoder.parameters(),
                Multiplications.of(encoder),
                of(encoder.graph()),
                spec.calibration().map(Calibrations::of).orElse(null),
                spec.provenance(),
                SpecReview.of(encoder));
    }

    /**
     * An imported network.
     *
     * @param sha256   hash of the file
     * @param detector family of the detector, if it is one
     */
    public static NetworkFile of(Path file, String sha256, NetworkMetadata network, Optional<String> detector) {
        return new NetworkFile(
                file.toString(),
                sha256,
                EnumWord.of(network.task()),
                detector.orElse(null),
                network.license(),
                network.origin(),
                network.importedFrom(),
                network.importedSha256());
    }

    /**
     * Another program's file.
     *
     * @param sha256    hash of the file
     * @param published its model of the catalog, if it is known
     * @param task      its task in that model
     * @param warning   why it cannot be used as it is
     */
    public static ForeignFile of(
            Path file,
            String sha256,
            Optional<String> published,
            Optional<String> task,
            OnnxGraph graph,
            String warning) {
        return new ForeignFile(
                file.toString(),
                sha256,
                published.orElse(null),
                task.orElse(null),
                shapes(graph.inputs()),
                shapes(graph.outputs()),
                of(graph),
                List.of(warning));
    }

    private static List<ForeignFile.TensorShape> shapes(List<ValueInfo> values) {
        return values.stream()
                .map(value -> new ForeignFile.TensorShape(value.name(), value.shape()))
                .toList();
    }

    /**
     * An architecture.
     *
     * @param inputSize     width and height in pixels
     * @param embeddingSize numbers of an embedding
     */
    public static ArchitectureModel of(String name, int inputSize, int embeddingSize, NewNetwork network) {
        return new ArchitectureModel(
                name, inputSize, embeddingSize, network.parameters(), network.multiplications(), of(network.graph()));
    }

    private static GraphFacts of(OnnxGraph graph) {
        return new GraphFacts(
                graph.opsets().getOrDefault("", 0L),
                graph.nodes().stream()
                        .collect(Collectors.groupingBy(Node::operator, TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> new NamedCount(entry.getKey(), entry.getValue()))
                        .toList(),
                graph.initializers().values().stream()
                        .mapToLong(TensorData::elements)
                        .sum());
    }

    /**
     * A published model.
     *
     * @param store      where files are that were downloaded
     * @param thresholds that were measured with Likeness
     */
    public static PublishedModel of(CatalogEntry entry, ModelStore store, PublishedThresholds thresholds) {
        List<PublishedModel.PublishedFile> files =
                entry.files().stream().map(file -> of(entry, file, store)).toList();
        return new PublishedModel(
                entry.name(),
                entry.summary(),
                entry.license(),
                entry.trainingData(),
                entry.claims().stream()
                        .map(claim -> new PublishedModel.Claim(claim.figure(), claim.by()))
                        .toList(),
                thresholds.of(entry.name()).map(Calibrations::of).orElse(null),
                files.stream().allMatch(file -> file.path() != null),
                files);
    }

    private static PublishedModel.PublishedFile of(CatalogEntry entry, PublishedFile file, ModelStore store) {
        return new PublishedModel.PublishedFile(
                file.name(),
                EnumWord.of(file.task()),
                file.bytes().orElse(null),
                file.sha256(),
                file.profile().orElse(null),
                file.sources().stream().map(ModelAnswers::of).toList(),
                store.find(entry, file).map(Path::toString).orElse(null));
    }

    private static FileSource of(Source source) {
        if (source instanceof Source.NpmPackage npm) {
            return new FileSource(FetchedBy.NPM, npm.specifier(), npm.path());
        }
        return new FileSource(FetchedBy.HTTPS, ((Source.Https) source).https().toString(), null);
    }

    public static ImportAnswer.SelfTest of(SelfTest test) {
        return new ImportAnswer.SelfTest(
                test.batchDifference(),
                test.engineDifference().orElse(null),
                test.untrainable().orElse(null));
    }
}
