package org.likeness.model.importing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names of the tensors of Inception-ResNet-v1 in facenet-pytorch ({@code models/inception_resnet_v1.py}). Its modules are walked in
 * the order in which {@code InceptionResnetV1} of {@code model.architecture} builds the same layers and numbers them.
 */
final class FacenetNames {
    /** A tensor by which such files are known. */
    static final String FIRST = "conv2d_1a.conv.weight";

    /** The classifier of the people that it was trained on, which an embedding does without. */
    static final String CLASSIFIER = "logits.";

    private static final String[] STEM = {"conv2d_1a", "conv2d_2a", "conv2d_2b", "conv2d_3b", "conv2d_4a", "conv2d_4b"};

    private final Map<String, String> names = new LinkedHashMap<>();
    private int convolutions;
    private int norms;

    private FacenetNames() {}

    /** Their names by those of the architecture's graph. */
    static Map<String, String> all() {
        FacenetNames names = new FacenetNames();
        for (String layer : STEM) {
            names.layer(layer);
        }
        names.blocks("repeat_1", 5, 1, 2, 3);
        names.branches("mixed_6a", 1, 3);
        names.blocks("repeat_2", 10, 1, 3);
        names.branches("mixed_7a", 2, 2, 3);
        names.blocks("repeat_3", 5, 1, 3);
        names.block("block8", 1, 3);
        names.names.put("linear1.weight", "last_linear.weight");
        names.norm("last_bn");
        return names.names;
    }

    private void blocks(String module, int count, int... layers) {
        for (int i = 0; i < count; i++) {
            block(module + "." + i, layers);
        }
    }

    /** A residual block: branches, and a convolution with a bias that brings them back to the block's channels. */
    private void block(String module, int... layers) {
        branches(module, layers);
        convolutions++;
        names.put(String.format(Locale.ROOT, "conv%d.weight", convolutions), module + ".conv2d.weight");
        names.put(String.format(Locale.ROOT, "conv%d.bias", convolutions), module + ".conv2d.bias");
    }

    /** Branches of so many layers each; one of a single layer has no number within. */
    private void branches(String module, int... layers) {
        for (int branch = 0; branch < layers.length; branch++) {
            String name = String.format(Locale.ROOT, "%s.branch%d", module, branch);
            if (layers[branch] == 1) {
                layer(name);
            }
            for (int i = 0; layers[branch] > 1 && i < layers[branch]; i++) {
                layer(name + "." + i);
            }
        }
    }

    private void layer(String module) {
        convolutions++;
        names.put(String.format(Locale.ROOT, "conv%d.weight", convolutions), module + ".conv.weight");
        norm(module + ".bn");
    }

    private void norm(String module) {
        norms++;
        names.put(String.format(Locale.ROOT, "norm%d.scale", norms), module + ".weight");
        names.put(String.format(Locale.ROOT, "norm%d.bias", norms), module + ".bias");
        names.put(String.format(Locale.ROOT, "norm%d.mean", norms), module + ".running_mean");
        names.put(String.format(Locale.ROOT, "norm%d.variance", norms), module + ".running_var");
    }
}
