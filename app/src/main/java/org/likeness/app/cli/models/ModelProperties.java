package org.likeness.app.cli.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.likeness.app.cli.option.ImportSource;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.file.Sha256;
import org.likeness.model.EncoderModel;
import org.likeness.model.SpecReview;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.CatalogEntry;
import org.likeness.model.catalog.ModelStore;
import org.likeness.model.catalog.ModelTask;
import org.likeness.model.catalog.PublishedFile;
import org.likeness.model.catalog.PublishedThresholds;
import org.likeness.model.catalog.Source;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;
import org.likeness.model.importing.NetworkMetadata;
import org.likeness.recognition.Multiplications;
import org.likeness.recognition.detection.FaceDetectors;

/** The properties of a model as a document: strings, numbers, lists and maps by key. */
final class ModelProperties {
    private ModelProperties() {}

    /**
     * The facts of a file, of an architecture, or of a published model.
     *
     * @throws LikenessException if it is none of these, or a file that is broken
     */
    static Map<String, Object> of(String model, ModelStore store) {
        Path file = Path.of(model);
        if (Files.exists(file)) {
            return ofFile(file);
        }
        if (Architecture.isNamed(model)) {
            return ofArchitecture(Architecture.named(model));
        }
        return Catalog.standard()
                .find(model)
                .map(entry -> ofPublished(entry, store))
                .orElseThrow(() -> LikenessException.notFound(String.format(
                        Locale.ROOT,
                        "%s: neither a file nor an architecture nor a published model; see likeness models list",
                        file)));
    }

    /** The facts of a file: an encoder, a detector, or another program's. */
    static Map<String, Object> ofFile(Path file) {
        byte[] bytes = GraphReader.bytes(file);
        Optional<NetworkMetadata> network = NetworkMetadata.of(file.toString(), bytes);
        if (network.isPresent()) {
            return ofNetwork(file, bytes, network.get());
        }
        OnnxGraph graph = GraphReader.read(file, bytes).graph();
        return EncoderModel.isEncoder(graph)
                ? ofEncoder(file, EncoderModel.read(file.toString(), graph))
                : ofForeign(file, bytes, graph);
    }

    private static Map<String, Object> ofEncoder(Path file, EncoderModel encoder) {
        EncoderSpec spec = encoder.spec();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        facts.put("space", encoder.space().sha256());
        facts.put(
                "input",
                String.format(Locale.ROOT, "%d×%d, %s", spec.inputWidth(), spec.inputHeight(), spec.colorOrder()));
        facts.put("normalization", spec.normalization().toString());
        facts.put("crop", spec.crop().toString());
        facts.put("border", EnumWord.of(spec.border()));
        facts.put("embeddingSize", spec.embeddingSize());
        facts.put("normalized", spec.normalized());
        facts.put("distance", EnumWord.of(spec.distance()));
        facts.put("license", spec.license());
        facts.put("origin", spec.origin());
        facts.put("parameters", encoder.parameters());
        facts.put("multiplyAdds", Multiplications.of(encoder));
        describe(encoder.graph(), facts);
        spec.calibration().ifPresent(calibration -> facts.put("calibration", calibration));
        facts.put("provenance", new TreeMap<>(spec.provenance()));
        List<String> doubts = SpecReview.of(encoder);
        if (!doubts.isEmpty()) {
            facts.put("doubts", doubts);
        }
        return facts;
    }

    private static Map<String, Object> ofArchitecture(Architecture architecture) {
        NewNetwork network = ModelsCommand.UsualSizes.of(architecture).network(architecture);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("architecture", architecture.key());
        facts.put("parameters", network.parameters());
        facts.put("multiplyAdds", network.multiplications());
        describe(network.graph(), facts);
        return facts;
    }

    private static Map<String, Object> ofPublished(CatalogEntry entry, ModelStore store) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("published", entry.name());
        facts.put("summary", entry.summary());
        facts.put("license", entry.license());
        facts.put("trainingData", entry.trainingData());
        List<String> claims = entry.claims().stream()
                .map(claim -> String.format(Locale.ROOT, "%s, by %s", claim.figure(), claim.by()))
                .toList();
        if (!claims.isEmpty()) {
            facts.put("claims", claims);
        }
        PublishedThresholds.standard().of(entry.name()).ifPresent(measured -> facts.put("calibration", measured));
        Map<String, Object> files = new LinkedHashMap<>();
        for (PublishedFile file : entry.files()) {
            Map<String, Object> inner = new LinkedHashMap<>();
            inner.put("task", EnumWord.of(file.task()));
            file.bytes().ifPresent(bytes -> inner.put("bytes", bytes));
            inner.put("sha256", file.sha256());
            inner.put(
                    "from", file.sources().stream().map(ModelProperties::source).collect(Collectors.joining(", ")));
            inner.put("fetched", store.find(entry, file).map(Path::toString).orElse("no"));
            files.put(file.name(), inner);
        }
        facts.put("files", files);
        return facts;
    }

    private static String source(Source source) {
        return source instanceof Source.NpmPackage inPackage
                ? "npm package " + inPackage.specifier()
                : ((Source.Https) source).https().toString();
    }

    private static Map<String, Object> ofNetwork(Path file, byte[] bytes, NetworkMetadata network) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        facts.put("sha256", Sha256.of(bytes));
        facts.put("task", EnumWord.of(network.task()));
        if (network.task() == ModelTask.DETECTOR) {
            facts.put("kind", EnumWord.of(FaceDetectors.kindOf(file)));
        }
        facts.put("license", network.license());
        facts.put("origin", network.origin());
        facts.put("importedFrom", network.importedFrom());
        facts.put("importedSha256", network.importedSha256());
        return facts;
    }

    private static Map<String, Object> ofForeign(Path file, byte[] bytes, OnnxGraph graph) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        facts.put("sha256", Sha256.of(bytes));
        Catalog.standard()
                .listing(Sha256.of(bytes))
                .ifPresent(listing -> facts.put(
                        "published",
                        String.format(
                                Locale.ROOT,
                                "the %2$s of %1$s",
                                listing.entry().name(),
                                ImportSource.word(listing.file().task()))));
        facts.put("takes", described(graph.inputs()));
        facts.put("gives", described(graph.outputs()));
        describe(graph, facts);
        facts.put("doubts", List.of("it has no specification: convert it with likeness models import"));
        return facts;
    }

    private static String described(List<ValueInfo> values) {
        List<String> words = new ArrayList<>();
        values.forEach(value -> words.add(value.name() + " " + value.shape()));
        return String.join(", ", words);
    }

    private static void describe(OnnxGraph graph, Map<String, Object> facts) {
        facts.put("opset", graph.opsets().getOrDefault("", 0L));
        facts.put(
                "operators",
                graph.nodes().stream()
                        .collect(Collectors.groupingBy(Node::operator, TreeMap::new, Collectors.counting())));
        facts.put(
                "storedNumbers",
                graph.initializers().values().stream()
                        .mapToLong(TensorData::elements)
                        .sum());
    }
}
