package org.likeness.model.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.file.Sha256;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;

/**
 * Makes an encoder from a file that contains only weights: a PyTorch state dictionary, or safetensors. The network is an architecture of
 * this project or another program's ONNX file.
 */
public final class WeightsImport {
    private static final String LINEAR = "linear1.weight"; // [D, features], in every architecture
    private static final String INTO = "importedInto";

    private WeightsImport() {}

    /**
     * Fills an architecture. Tensors have the names of its graph; those of Inception-ResNet-v1 may also have facenet-pytorch's.
     *
     * @throws LikenessException if the weights cannot be read, or are not those of the architecture
     */
    public static ImportedEncoder fill(Architecture architecture, Path file, ImportSettings settings) {
        int inputSize = settings.inputSize()
                .orElseThrow(() -> new LikenessException(
                        LikenessException.Kind.INVALID,
                        "weights do not define the size of pictures",
                        new Remedy(Remedy.Action.GIVE_INPUT_SIZE)));
        Weights read = Weights.read(file).namedLike(Set.of(LINEAR, FacenetNames.FIRST));
        boolean facenet = architecture == Architecture.INCEPTION_RESNET_V1
                && read.tensors().containsKey(FacenetNames.FIRST);
        Map<String, String> names = facenet ? FacenetNames.all() : Map.of();
        Weights weights = facenet ? withoutClassifier(read) : read;
        int embeddingSize = embeddingSize(weights, names.getOrDefault(LINEAR, LINEAR), architecture);
        OnnxGraph graph = graph(architecture, inputSize, embeddingSize, weights, names);
        OnnxGraph filled = FilledGraph.of(graph, weights, name -> names.getOrDefault(name, name));
        ImportedEncoder imported =
                EncoderImport.of(file.toString(), filled, provenance(file, Map.of(INTO, architecture.key())), settings);
        return withChanges(imported, read, weights);
    }

    /**
     * Fills another program's graph, whose stored tensors have the names of the weights.
     *
     * @throws LikenessException if weights or graph cannot be read, or do not belong together
     */
    public static ImportedEncoder fill(Path onnx, Path file, ImportSettings settings) {
        byte[] bytes = GraphReader.bytes(onnx);
        OnnxGraph graph = GraphReader.read(onnx, bytes).graph();
        Weights weights = Weights.read(file).namedLike(graph.initializers().keySet());
        Map<String, String> network =
                Map.of(INTO, String.valueOf(onnx.getFileName()), "importedIntoSha256", Sha256.of(bytes));
        OnnxGraph filled = FilledGraph.of(graph, weights, name -> name);
        ImportedEncoder imported = EncoderImport.of(onnx.toString(), filled, provenance(file, network), settings);
        return withChanges(imported, weights, weights);
    }

    private static Weights withoutClassifier(Weights read) {
        Map<String, TensorData> tensors = new LinkedHashMap<>(read.tensors());
        tensors.keySet().removeIf(name -> name.startsWith(FacenetNames.CLASSIFIER));
        return new Weights(read.file(), tensors, read.notes());
    }

    private static int embeddingSize(Weights weights, String name, Architecture architecture) {
        TensorData linear = weights.tensors().get(name);
        if (linear == null || linear.shape().length != 2 || linear.shape()[0] < 2 || linear.shape()[0] > 65_536) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s does not match %s: it has no tensor \"%s\" of shape [D, features], but %s",
                    weights.file(),
                    architecture.key(),
                    name,
                    weights.tensors().keySet().stream().limit(3).collect(Collectors.joining(", ", "", ", …"))));
        }
        return (int) linear.shape()[0];
    }

    /** With a batch-normalization before the unit sphere where there are weights for one. */
    private static OnnxGraph graph(
            Architecture architecture, int inputSize, int embeddingSize, Weights weights, Map<String, String> names) {
        OnnxGraph graph = graph(architecture, inputSize, embeddingSize, true);
        String last = graph.nodes().stream()
                .filter(node -> node.operator().equals("BatchNormalization"))
                .reduce((one, next) -> next)
                .orElseThrow()
                .input(1);
        boolean isThere = weights.tensors().containsKey(names.getOrDefault(last, last));
        return isThere ? graph : graph(architecture, inputSize, embeddingSize, false);
    }

    private static OnnxGraph graph(Architecture architecture, int inputSize, int embeddingSize, boolean norm) {
        NetworkSettings settings = new NetworkSettings(architecture.key(), inputSize, embeddingSize, 0, norm, true);
        return architecture.build(settings, new SplittableRandom(0)).graph(); // what is drawn is replaced
    }

    private static Map<String, String> provenance(Path file, Map<String, String> network) {
        Map<String, String> provenance = new HashMap<>(network);
        provenance.put("importedFrom", String.valueOf(file.getFileName()));
        provenance.put("importedSha256", Sha256.of(file));
        return provenance;
    }

    private static ImportedEncoder withChanges(ImportedEncoder imported, Weights read, Weights used) {
        List<String> changes = new ArrayList<>();
        changes.add(String.format(
                Locale.ROOT, "%d tensors taken from %s", used.tensors().size(), used.file()));
        changes.addAll(used.notes());
        List<String> left = read.tensors().keySet().stream()
                .filter(name -> !used.tensors().containsKey(name))
                .toList();
        if (!left.isEmpty()) {
            changes.add("left out: " + String.join(", ", left));
        }
        changes.addAll(imported.changes());
        return new ImportedEncoder(imported.encoder(), changes);
    }
}
