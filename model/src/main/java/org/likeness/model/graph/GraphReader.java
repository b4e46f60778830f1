package org.likeness.model.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.file.RegularFile;

/**
 * Reads ONNX files strictly: unsupported content is rejected, naming the node or tensor. Opsets 9 to 21; the
 * {@linkplain KnownOperators operators} of ONNX's own domain, with attributes in the ranges of {@link NodeCheck} and {@link ShapeTrace};
 * stored
 * tensors of float32, int64 and the types of {@link ElementType}, in the file or in one {@linkplain ExternalData beside it}; no subgraphs,
 * no local functions. Inputs and outputs are float32 tensors, {@linkplain HalfPrecisionEdges or are converted}.
 *
 * <p>Every network is read here before an engine loads it, because engines do not validate files sufficiently.
 */
public final class GraphReader {
    private static final long OLDEST_OPSET = 9;
    private static final long NEWEST_OPSET = 21;
    private static final long LARGEST_FILE = Integer.MAX_VALUE - 1024L; // protobuf's bound

    private final String file;
    private final ExternalData external;

    private GraphReader(String file, Optional<Path> folder) {
        this.file = file;
        this.external = new ExternalData(folder, LARGEST_FILE);
    }

    /**
     * A graph with all its tensors.
     *
     * @param graph     what was read
     * @param dataFiles the files beside the model that some of its tensors lay in, by name
     */
    public record Contents(OnnxGraph graph, List<Path> dataFiles) {
        public Contents {
            dataFiles = List.copyOf(dataFiles);
        }
    }

    /**
     * Reads a file, and those beside it that hold its tensors.
     *
     * @throws LikenessException if it is missing or refused
     */
    public static OnnxGraph read(Path file) {
        return read(file, bytes(file)).graph();
    }

    /**
     * Reads a file whose bytes are there already, and those beside it that hold its tensors.
     *
     * @throws LikenessException if it is refused
     */
    public static Contents read(Path file, byte[] bytes) {
        GraphReader reader = new GraphReader(
                file.toString(), Optional.ofNullable(file.toAbsolutePath().getParent()));
        OnnxGraph graph = reader.parsed(bytes);
        return new Contents(graph, List.copyOf(reader.external.files()));
    }

    /**
     * A file's bytes, not yet looked at.
     *
     * @throws LikenessException if it is missing, cannot be read, or is larger than an ONNX file can be
     */
    public static byte[] bytes(Path file) {
        RegularFile.require(file);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw LikenessException.unsupported(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes: ONNX files above 2 GiB cannot be read",
                        file,
                        Files.size(file)));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "%s: no such file; an ONNX encoder is expected", file), e);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    /**
     * Reads a file's bytes, with all tensors in them.
     *
     * @param file its name, for messages
     * @throws LikenessException if they are refused
     */
    public static OnnxGraph read(String file, byte[] bytes) {
        return new GraphReader(file, Optional.empty()).parsed(bytes);
    }

    private OnnxGraph parsed(byte[] bytes) {
        try {
            return model(OnnxMl.ModelProto.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is not an ONNX file, or it is truncated: %s", file, e.getMessage()),
                    e);
        }
    }

    private OnnxGraph model(OnnxMl.ModelProto model) {
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw refused("is not an ONNX file with a graph");
        }
        if (model.getFunctionsCount() > 0) {
            throw refused("has local functions: these are not supported; export it with its functions inlined");
        }
        Map<String, Long> opsets = opsets(model);
        Map<String, String> metadata = new LinkedHashMap<>();
        for (OnnxMl.StringStringEntryProto entry : model.getMetadataPropsList()) {
            if (metadata.put(entry.getKey(), entry.getValue()) != null) {
                throw refused("has the metadata key \"" + entry.getKey() + "\" twice");
            }
        }
        OnnxMl.GraphProto graph = model.getGraph();
        if (graph.getSparseInitializerCount() > 0) {
            throw refused("has sparse tensors: these are not supported");
        }
        Map<String, TensorData> initializers = new LinkedHashMap<>();
        TensorReader tensors = new TensorReader(file, external);
        for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
            if (initializers.put(tensor.getName(), tensors.read(tensor)) != null) {
                throw refused("stores the tensor \"" + tensor.getName() + "\" twice");
            }
        }
        List<OnnxMl.ValueInfoProto> fed = graph.getInputList().stream()
                .filter(info -> !initializers.containsKey(info.getName()))
                .toList();
        List<ValueInfo> inputs = fed.stream().map(this::value).toList();
        List<ValueInfo> outputs =
                graph.getOutputList().stream().map(this::value).toList();
        List<Node> nodes = new ArrayList<>();
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            nodes.add(node(node, tensors));
        }
        HalfPrecisionEdges edges = new HalfPrecisionEdges(nodes, initializers.keySet());
        fed.stream().filter(GraphReader::isHalf).forEach(info -> edges.widenInput(info.getName()));
        graph.getOutputList().stream().filter(GraphReader::isHalf).forEach(info -> edges.widenOutput(info.getName()));
        List<Node> ordered = new NodeOrder(file).sorted(edges.nodes(), inputs, outputs, initializers.keySet());
        OnnxGraph read = new OnnxGraph(graph.getName(), opsets, inputs, outputs, ordered, initializers, metadata);
        new NodeCheck(file, read).require();
        return read;
    }

    private Map<String, Long> opsets(OnnxMl.ModelProto model) {
        Map<String, Long> opsets = new LinkedHashMap<>();
        for (OnnxMl.OperatorSetIdProto opset : model.getOpsetImportList()) {
            String domain = opset.getDomain().equals("ai.onnx") ? "" : opset.getDomain();
            opsets.put(domain, opset.getVersion());
        }
        long version = opsets.getOrDefault("", 0L);
        if (version < OLDEST_OPSET || version > NEWEST_OPSET) {
            throw refused(String.format(
                    Locale.ROOT,
                    "has ONNX opset %d: %d to %d are supported; convert it with ONNX's version converter",
                    version,
                    OLDEST_OPSET,
                    NEWEST_OPSET));
        }
        return opsets;
    }

    private ValueInfo value(OnnxMl.ValueInfoProto info) {
        OnnxMl.TypeProto.Tensor tensor = info.getType().getTensorType();
        boolean single = tensor.getElemType() == OnnxMl.TensorProto.DataType.FLOAT.getNumber();
        if (!info.getType().hasTensorType() || !(single || isHalf(info))) {
            throw refused("takes or gives \"" + info.getName() + "\", which is not a float32 tensor");
        }
        List<Long> shape = tensor.getShape().getDimList().stream()
                .map(dimension ->
                        dimension.hasDimValue() && dimension.getDimValue() > 0 ? dimension.getDimValue() : -1L)
                .toList();
        return new ValueInfo(info.getName(), shape);
    }

    private static boolean isHalf(OnnxMl.ValueInfoProto info) {
        return info.getType().getTensorType().getElemType() == ElementType.FLOAT16.number();
    }

    private Node node(OnnxMl.NodeProto proto, TensorReader tensors) {
        KnownOperators.require(file, proto);
        String domain = proto.getDomain().equals("ai.onnx") ? "" : proto.getDomain();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (OnnxMl.AttributeProto attribute : proto.getAttributeList()) {
            if (attributes.put(attribute.getName(), attribute(proto, attribute, tensors)) != null) {
                throw refused(String.format(
                        Locale.ROOT,
                        "has at node \"%s\" (%s) the attribute \"%s\" twice",
                        proto.getName(),
                        proto.getOpType(),
                        attribute.getName()));
            }
        }
        return new Node(
                proto.getName(), domain, proto.getOpType(), proto.getInputList(), proto.getOutputList(), attributes);
    }

    private Attribute attribute(OnnxMl.NodeProto node, OnnxMl.AttributeProto attribute, TensorReader tensors) {
        return switch (attribute.getType()) {
            case INT -> new Attribute.Int(attribute.getI());
            case FLOAT -> new Attribute.Float(attribute.getF());
            case STRING -> new Attribute.Text(attribute.getS().toStringUtf8());
            case INTS -> new Attribute.Ints(attribute.getIntsList());
            case FLOATS -> new Attribute.Floats(attribute.getFloatsList());
            case TENSOR -> new Attribute.Tensor(tensors.read(attribute.getT()));
            case UNDEFINED, GRAPH, SPARSE_TENSOR, TYPE_PROTO, STRINGS, TENSORS, GRAPHS, SPARSE_TENSORS, TYPE_PROTOS ->
                throw refused(String.format(
                        Locale.ROOT,
                        "has at node \"%s\" (%s) the attribute \"%s\" of type %s: this is not supported",
                        node.getName(),
                        node.getOpType(),
                        attribute.getName(),
                        attribute.getType()));
        };
    }

    private LikenessException refused(String reason) {
        return LikenessException.invalid(file + " " + reason);
    }
}
