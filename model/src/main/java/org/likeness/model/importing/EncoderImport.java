package org.likeness.model.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.BatchIndependence;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.ValueInfo;

/**
 * Converts another program's ONNX file to an encoder: one input [B, 3, H, W], one output {@code embedding} [B, D] of length 1, a dynamic
 * batch, a specification, and a list of trainable tensors. The function of the network is unchanged.
 */
public final class EncoderImport {
    private final String file;
    private final ImportSettings settings;
    private final GraphEditor graph;

    private EncoderImport(String file, OnnxGraph graph, ImportSettings settings) {
        this.file = file;
        this.settings = settings;
        BatchIndependence.require(file, graph);
        ValueInfo output = output(graph);
        this.graph = new GraphEditor(graph, new ValueInfo("", List.of()), output);
        this.graph.prune();
        this.graph.setInput(input(graph));
    }

    /**
     * Imports a file.
     *
     * @throws LikenessException if it is missing or broken, is an encoder of this project already, or has not the form of an encoder
     */
    public static ImportedEncoder read(Path file, ImportSettings settings) {
        byte[] bytes = GraphReader.bytes(file);
        GraphReader.Contents contents = GraphReader.read(file, bytes);
        return of(file.toString(), contents.graph(), ImportedFiles.of(file, bytes, contents.dataFiles()), settings);
    }

    /**
     * Imports a file's bytes.
     *
     * @param file its name, for messages and for the encoder's provenance
     * @throws LikenessException as {@link #read(Path, ImportSettings)}
     */
    public static ImportedEncoder read(String file, byte[] bytes, ImportSettings settings) {
        return of(file, GraphReader.read(file, bytes), ImportedFiles.of(Path.of(file), bytes, List.of()), settings);
    }

    /**
     * Imports a graph that was made of other files.
     *
     * @param file       the name of the first of them, for messages
     * @param provenance of the encoder
     * @throws LikenessException as {@link #read(Path, ImportSettings)}
     */
    public static ImportedEncoder of(
            String file, OnnxGraph graph, Map<String, String> provenance, ImportSettings settings) {
        if (EncoderModel.isEncoder(graph)) {
            throw LikenessException.conflict(
                    String.format(Locale.ROOT, "%s already is an encoder with a specification: use it directly", file));
        }
        return new EncoderImport(file, graph, settings).run(provenance);
    }

    private ImportedEncoder run(Map<String, String> provenance) {
        StoredTensors tensors = new StoredTensors(graph);
        tensors.storeConstants();
        tensors.widenHalfPrecision();
        bringChannelsFirst();
        ChannelSlopes.apply(graph);
        DynamicBatch.apply(graph);
        int embeddingSize = flattenOutput();
        UnitSphere.apply(graph, embeddingSize);
        List<String> trainable = TrainableTensors.of(graph);
        graph.prune();
        List<Long> shape = graph.input().shape();
        EncoderSpec spec = new EncoderSpec(
                pixels(shape.get(3)),
                pixels(shape.get(2)),
                settings.colorOrder(),
                settings.normalization(),
                settings.crop(),
                settings.border(),
                embeddingSize,
                Distance.SQUARED_EUCLIDEAN,
                true,
                settings.license(),
                settings.origin(),
                provenance,
                Optional.empty());
        graph.setInput(new ValueInfo(
                graph.input().name(), List.of(-1L, 3L, (long) spec.inputHeight(), (long) spec.inputWidth())));
        return new ImportedEncoder(EncoderModel.of(graph.build(), spec, trainable), graph.changes());
    }

    private ValueInfo output(OnnxGraph read) {
        List<String> names = read.outputs().stream().map(ValueInfo::name).toList();
        if (settings.output().isEmpty()) {
            if (names.size() != 1) {
                throw refused(String.format(Locale.ROOT, "has the outputs %s", names), Remedy.Action.SELECT_OUTPUT);
            }
            return read.outputs().get(0);
        }
        String wanted = settings.output().get();
        boolean given = read.nodes().stream().anyMatch(node -> node.outputs().contains(wanted));
        if (!given) {
            throw refused(String.format(Locale.ROOT, "has no value \"%s\"; its outputs are %s", wanted, names));
        }
        return read.outputs().stream()
                .filter(value -> value.name().equals(wanted))
                .findFirst()
                .orElse(new ValueInfo(wanted, List.of()));
    }

    private ValueInfo input(OnnxGraph read) {
        Set<String> needed = graph.reads().keySet();
        List<ValueInfo> fed = read.inputs().stream()
                .filter(value -> needed.contains(value.name()))
                .toList();
        if (fed.size() != 1) {
            throw refused(String.format(
                    Locale.ROOT,
                    "has the inputs %s: an encoder has one input, the pictures",
                    fed.stream().map(ValueInfo::name).toList()));
        }
        ValueInfo pictures = fed.get(0);
        List<Long> shape = pictures.shape();
        if (shape.size() != 4 || !(isColors(shape.get(1)) || shape.get(3) == 3)) {
            throw refused(String.format(
                    Locale.ROOT,
                    "takes \"%s\" of shape %s: pictures are [batch, 3, height, width] (−1 is any size)",
                    pictures.name(),
                    shape));
        }
        return pictures;
    }

    private static boolean isColors(long size) {
        return size == 3 || size < 0;
    }

    /** Pictures that the graph takes as [B, H, W, 3], as TensorFlow has it, are turned before it. */
    private void bringChannelsFirst() {
        ValueInfo given = graph.input();
        List<Long> shape = given.shape();
        if (shape.get(1) == 3 || shape.get(3) != 3) {
            return;
        }
        String turned = graph.fresh(given.name() + ".channels-last");
        graph.rename(given.name(), turned);
        graph.setInput(new ValueInfo(given.name(), List.of(shape.get(0), 3L, shape.get(1), shape.get(2))));
        graph.addFirst(new Node(
                turned,
                "",
                "Transpose",
                List.of(given.name()),
                List.of(turned),
                Map.of("perm", new Attribute.Ints(List.of(0L, 2L, 3L, 1L)))));
        graph.changed(String.format(
                Locale.ROOT,
                "input \"%s\" taken as [batch, 3, height, width], it was [batch, height, width, 3]",
                given.name()));
    }

    private int pixels(long stated) {
        long size = stated > 0
                ? stated
                : settings.inputSize()
                        .orElseThrow(() ->
                                refused("does not define the size of its pictures", Remedy.Action.GIVE_INPUT_SIZE));
        if (settings.inputSize().filter(wanted -> wanted != size).isPresent()) {
            throw refused(String.format(
                    Locale.ROOT,
                    "takes pictures of %d pixels a side: %d were expected; choose another profile or input size",
                    size,
                    settings.inputSize().get()));
        }
        if (size < 8 || size > 1024) {
            throw refused(
                    String.format(Locale.ROOT, "takes pictures of %d pixels a side: 8 to 1024 are supported", size));
        }
        return (int) size;
    }

    /** Takes rows and columns of 1 away, and gives D. */
    private int flattenOutput() {
        List<Long> shape = graph.output().shape();
        boolean known = shape.size() >= 2 && shape.get(1) > 0;
        boolean vector =
                shape.size() == 2 || (shape.size() > 2 && shape.stream().skip(2).allMatch(size -> size == 1));
        if (!(vector || shape.isEmpty())) {
            throw refused(String.format(
                    Locale.ROOT,
                    "gives \"%s\" of shape %s: an embedding is [batch, D]",
                    graph.output().name(),
                    shape));
        }
        if (known
                && settings.embeddingSize()
                        .filter(size -> size != shape.get(1).intValue())
                        .isPresent()) {
            throw refused(String.format(
                    Locale.ROOT,
                    "gives embeddings of %d numbers, not %d",
                    shape.get(1),
                    settings.embeddingSize().get()));
        }
        if (shape.size() != 2) {
            String flat = graph.fresh("flat");
            graph.add("Flatten", List.of(graph.output().name()), flat, Map.of("axis", new Attribute.Int(1)));
            graph.changed(String.format(
                    Locale.ROOT, "output \"%s\" flattened", graph.output().name()));
            graph.setOutput(new ValueInfo(flat, List.of()));
        }
        long size = known
                ? shape.get(1)
                : settings.embeddingSize()
                        .orElseThrow(
                                () -> refused("does not define the embedding size", Remedy.Action.GIVE_EMBEDDING_SIZE));
        if (size < 1 || size > 65_536) {
            throw refused(String.format(Locale.ROOT, "gives embeddings of %d numbers: 1 to 65536 are supported", size));
        }
        return (int) size;
    }

    private LikenessException refused(String reason) {
        return LikenessException.invalid(file + " " + reason);
    }

    private LikenessException refused(String reason, Remedy.Action action) {
        return new LikenessException(LikenessException.Kind.INVALID, file + " " + reason, new Remedy(action));
    }
}
