package org.likeness.model.serving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;

/** A convolution or product with a stored weight and a bias per output channel. */
final class LinearLayer {
    private static final Set<String> OPERATORS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

    private final Node node;
    private final TensorData.Floats weight;
    private final double[] bias;

    /**
     * @param node   a Conv, ConvTranspose, Gemm or MatMul; a MatMul has two axes
     * @param weight as the node takes it
     * @param bias   of each channel of the output, [outputs], the Gemm's beta taken in
     */
    LinearLayer(Node node, TensorData.Floats weight, double[] bias) {
        this.node = node;
        this.weight = weight;
        this.bias = bias;
    }

    Node node() {
        return node;
    }

    TensorData.Floats weight() {
        return weight;
    }

    double[] bias() {
        return bias;
    }

    /** The layer that a node is, if it is one, and if what it needs is stored. */
    static Optional<LinearLayer> of(ServingGraph graph, Node node) {
        if (!OPERATORS.contains(node.operator()) || !node.domain().isEmpty()) {
            return Optional.empty();
        }
        boolean product = node.operator().equals("MatMul");
        if (product && !graph.isMatrix(node.input(0))) {
            return Optional.empty();
        }
        return graph.floats(node.input(1))
                .filter(weight -> product || node.operator().equals("Gemm")
                        ? weight.shape().length == 2
                        : weight.shape().length > 2)
                .flatMap(weight -> biased(graph, node, weight));
    }

    private static Optional<LinearLayer> biased(ServingGraph graph, Node node, TensorData.Floats weight) {
        double[] bias = new double[outputs(node, weight)];
        if (node.input(2).isEmpty()) {
            return Optional.of(new LinearLayer(node, weight, bias));
        }
        double factor = node.operator().equals("Gemm") ? number(node, "beta", 1) : 1;
        return graph.floats(node.input(2))
                .filter(stored -> stored.elements() == 1 || isRow(stored.shape(), bias.length))
                .map(stored -> {
                    for (int i = 0; i < bias.length; i++) {
                        bias[i] = factor * stored.values()[stored.elements() == 1 ? 0 : i];
                    }
                    return new LinearLayer(node, weight, bias);
                });
    }

    private static boolean isRow(long[] shape, int length) {
        return (shape.length == 1 || (shape.length == 2 && shape[0] == 1)) && shape[shape.length - 1] == length;
    }

    private static int outputs(Node node, TensorData.Floats weight) {
        long[] shape = weight.shape();
        return (int)
                switch (node.operator()) {
                    case "Conv" -> shape[0];
                    case "ConvTranspose" -> shape[1] * groups(node);
                    case "Gemm" -> shape[isTransposed(node, "transB") ? 0 : 1];
                    default -> shape[1];
                };
    }

    /** How many axes it gives. */
    int axes() {
        return weight.shape().length;
    }

    /** How many features it takes of each picture: channels of a convolution, numbers of a product. */
    int inputs() {
        long[] shape = weight.shape();
        return (int)
                switch (node.operator()) {
                    case "Conv" -> shape[1] * groups(node);
                    case "Gemm" -> shape[isTransposed(node, "transB") ? 1 : 0];
                    default -> shape[0];
                };
    }

    /** The channel of the output to which a place of the weight belongs. */
    IntUnaryOperator outputOf() {
        int outputs = bias.length;
        int elements = weight.elements();
        if (node.operator().equals("ConvTranspose")) {
            int ofGroup = (int) weight.shape()[1];
            int ofInput = elements / inputs();
            int kernel = ofInput / ofGroup;
            int inputsOfGroup = inputs() / groups(node);
            return place -> place / ofInput / inputsOfGroup * ofGroup + place / kernel % ofGroup;
        }
        boolean rows = node.operator().equals("Conv") || isTransposed(node, "transB");
        return rows ? place -> place / (elements / outputs) : place -> place % outputs;
    }

    /** The feature of the input to which a place of the weight belongs; not asked of a ConvTranspose. */
    IntUnaryOperator inputOf() {
        if (node.operator().equals("Conv")) {
            int ofGroup = (int) weight.shape()[1];
            int ofOutput = weight.elements() / bias.length;
            int kernel = ofOutput / ofGroup;
            int outputsOfGroup = bias.length / groups(node);
            return place -> place / ofOutput / outputsOfGroup * ofGroup + place / kernel % ofGroup;
        }
        int inputs = inputs();
        return isTransposed(node, "transB") ? place -> place % inputs : place -> place / bias.length;
    }

    /** By what a product is multiplied. */
    double factor() {
        return node.operator().equals("Gemm") ? number(node, "alpha", 1) : 1;
    }

    /** Whether a convolution sees nothing beyond its input, or a product takes its input as it stands. */
    boolean takesAllAlike() {
        return switch (node.operator()) {
            case "Conv" ->
                (!(node.attributes().get("pads") instanceof Attribute.Ints pads)
                                || pads.values().stream().allMatch(pad -> pad == 0))
                        && (!(node.attributes().get("auto_pad") instanceof Attribute.Text rule)
                                || Set.of("NOTSET", "VALID").contains(rule.value()));
            case "Gemm" -> !isTransposed(node, "transA");
            default -> node.operator().equals("MatMul");
        };
    }

    /**
     * The node with other numbers, which are stored. A MatMul becomes a Gemm, as only that has a bias.
     *
     * @param numbers of the weight, in its order
     * @param shifts  of the bias
     * @return nothing if single precision cannot hold them
     */
    Optional<Node> with(ServingGraph graph, double[] numbers, double[] shifts) {
        Optional<float[]> weights = single(numbers);
        Optional<float[]> biases = single(shifts);
        if (weights.isEmpty() || biases.isEmpty()) {
            return Optional.empty();
        }
        TensorData shift = new TensorData.Floats(new long[] {shifts.length}, biases.get());
        String weightName = graph.replace(node.input(1), new TensorData.Floats(weight.shape(), weights.get()));
        String biasName = node.input(2).isEmpty()
                ? graph.store(node.input(1) + ".bias", shift)
                : graph.replace(node.input(2), shift);
        Map<String, Attribute> attributes = new HashMap<>(node.attributes());
        attributes.remove("beta");
        List<String> operands = new ArrayList<>(List.of(node.input(0), weightName, biasName));
        String operator = node.operator().equals("MatMul") ? "Gemm" : node.operator();
        return Optional.of(new Node(node.name(), "", operator, operands, node.outputs(), attributes));
    }

    private static Optional<float[]> single(double[] numbers) {
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers[i];
            if (!Float.isFinite(values[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static boolean isTransposed(Node node, String attribute) {
        return node.attributes().get(attribute) instanceof Attribute.Int number && number.value() != 0;
    }

    private static int groups(Node node) {
        return node.attributes().get("group") instanceof Attribute.Int number ? (int) number.value() : 1;
    }

    private static double number(Node node, String attribute, double usual) {
        return node.attributes().get(attribute) instanceof Attribute.Float number ? number.value() : usual;
    }
}
