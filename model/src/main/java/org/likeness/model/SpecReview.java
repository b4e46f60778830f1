package org.likeness.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;

/**
 * Warns of probable errors in an encoder's specification. A wrong specification causes no error but lower accuracy. What only pictures can
 * show, such as a wrong color order, is not detected.
 */
public final class SpecReview {
    private static final Normalization AS_IT_IS = new Normalization(0, 1);
    private static final Set<String> ARITHMETIC = Set.of("Sub", "Add", "Mul", "Div");
    private static final Set<String> PASSED_OVER = Set.of("Identity", "Cast", "Transpose");
    private static final Set<String> WEIGHTED = Set.of("Conv", "Gemm", "MatMul");
    private static final double LARGEST_LEVEL = 255;
    private static final double LARGEST_INPUT =
            16; // published encoders take inputs within ±2, or have a layer for bytes

    private final EncoderModel encoder;
    private final List<String> doubts = new ArrayList<>();

    private SpecReview(EncoderModel encoder) {
        this.encoder = encoder;
    }

    /** What to look at again, in a sentence each; empty where nothing is odd. */
    public static List<String> of(EncoderModel encoder) {
        SpecReview review = new SpecReview(encoder);
        review.normalization();
        if (encoder.spec().crop() instanceof FivePointTemplate template) {
            review.template(template);
        }
        return List.copyOf(review.doubts);
    }

    private void normalization() {
        Normalization normalization = encoder.spec().normalization();
        Optional<Node> first = firstNode();
        if (first.isEmpty()) {
            return;
        }
        Node node = first.get();
        if (ARITHMETIC.contains(node.operator()) && !normalization.equals(AS_IT_IS)) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "the graph begins with %s \"%s\": if this node normalizes pictures, they would be normalized twice, by %s before it, too: use the mean 0 and the divisor 1",
                    node.operator(),
                    node.name(),
                    normalization));
        }
        double largest = normalization.means().stream()
                        .mapToDouble(mean -> Math.max(Math.abs(LARGEST_LEVEL - mean), Math.abs(mean)))
                        .max()
                        .orElse(0)
                / normalization.divisor();
        if (WEIGHTED.contains(node.operator()) && largest > LARGEST_INPUT) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "pixel values of up to %3$.0f reach the first layer, %1$s \"%2$s\": most encoders are trained on −1 to 1 (mean 127.5, divisor 127.5)",
                    node.operator(),
                    node.name(),
                    largest));
        }
    }

    /** The first node that computes with the pictures. */
    private Optional<Node> firstNode() {
        OnnxGraph graph = encoder.graph();
        String value = graph.inputs().get(0).name();
        for (Node node : graph.nodes()) {
            if (node.inputs().contains(value)) {
                if (!PASSED_OVER.contains(node.operator())) {
                    return Optional.of(node);
                }
                value = node.outputs().get(0);
            }
        }
        return Optional.empty();
    }

    private void template(FivePointTemplate template) {
        EncoderSpec spec = encoder.spec();
        double[] points = template.points();
        double middle = 0;
        boolean inside = true;
        for (int i = 0; i < points.length; i += 2) {
            middle += points[i] / (points.length / 2.0);
            inside &= points[i] >= 0
                    && points[i] < spec.inputWidth()
                    && points[i + 1] >= 0
                    && points[i + 1] < spec.inputHeight();
        }
        double eyes = points[2] - points[0];
        double share = eyes / spec.inputWidth();
        if (!inside) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "the template %s exceeds the %d×%d pixels of the input",
                    template,
                    spec.inputWidth(),
                    spec.inputHeight()));
        } else if (eyes <= 0 || points[8] <= points[6]) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "the template %s has left and right exchanged: the person's right eye and corner of the mouth come first, and are on the left of the picture",
                    template));
        } else if (Math.max(points[1], points[3]) >= Math.min(points[7], points[9])) {
            doubts.add(String.format(
                    Locale.ROOT, "the template %s has the eyes below the mouth: x and y may be exchanged", template));
        } else if (share < 0.15 || share > 0.6 || Math.abs(middle / spec.inputWidth() - 0.5) > 0.1) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "the template %s has the eyes %.0f %% of the input's width apart and the face's middle at %.0f %%: it may be meant for another size than %d×%d",
                    template,
                    100 * share,
                    100 * middle / spec.inputWidth(),
                    spec.inputWidth(),
                    spec.inputHeight()));
        }
    }
}
