package org.likeness.training.graph.operator;

import java.util.Locale;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.likeness.training.libtorch.Tensors;

/** Pooling operators. */
final class Poolings {
    private static final long[] NO_PADS = {0, 0};
    private static final long[] ROWS_AND_COLUMNS = {2, 3};

    private Poolings() {}

    static void register(OperatorRegistry registry) {
        registry.add("MaxPool", 1, Poolings::maxPool);
        registry.add("AveragePool", 1, Poolings::averagePool);
        registry.add(
                "GlobalAveragePool",
                1,
                settings -> (inputs, mode) ->
                        requireMap(inputs.get(0)).mean(ROWS_AND_COLUMNS, true, new ScalarTypeOptional()));
        registry.add(
                "GlobalMaxPool",
                1,
                settings -> (inputs, mode) -> requireMap(inputs.get(0)).amax(ROWS_AND_COLUMNS, true));
    }

    private static Operator maxPool(NodeSettings settings) {
        Window window = Window.read(settings);
        long[] kernel = Window.kernel(settings);
        settings.requireInteger("ceil_mode", 0);
        settings.requireInteger("storage_order", 0);
        return (inputs, mode) -> {
            Tensor map = requireMap(inputs.get(0));
            long[] pads = window.pads(map, kernel);
            boolean native_ = Window.symmetric(pads) && pads[0] <= kernel[0] / 2 && pads[1] <= kernel[1] / 2;
            return torch.max_pool2d(
                    native_ ? map : Tensors.pad(map, pads, Double.NEGATIVE_INFINITY),
                    kernel,
                    window.strides(),
                    native_ ? new long[] {pads[0], pads[1]} : NO_PADS,
                    window.dilations(),
                    false);
        };
    }

    private static Operator averagePool(NodeSettings settings) {
        Window window = Window.read(settings);
        long[] kernel = Window.kernel(settings);
        settings.requireInteger("ceil_mode", 0);
        boolean countsPads = settings.integer("count_include_pad", 0) != 0;
        if (window.dilations()[0] != 1 || window.dilations()[1] != 1) {
            throw settings.refuse("attribute dilations is not supported for an average");
        }
        if (!countsPads
                && (!Window.symmetric(window.pads()) || window.alignment().startsWith("SAME"))) {
            throw settings.refuse(
                    "margins that differ from side to side are supported only with count_include_pad = 1");
        }
        return (inputs, mode) -> {
            Tensor map = requireMap(inputs.get(0));
            long[] pads = window.pads(map, kernel);
            boolean padded = countsPads && (pads[0] + pads[1] + pads[2] + pads[3] > 0);
            return torch.avg_pool2d(
                    padded ? Tensors.pad(map, pads, 0) : map,
                    kernel,
                    window.strides(),
                    padded ? NO_PADS : new long[] {pads[0], pads[1]},
                    false,
                    false,
                    new LongOptional());
        };
    }

    private static Tensor requireMap(Tensor map) {
        if (map.dim() != 4) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a tensor of %d axes: 4 are needed", map.dim()));
        }
        return map;
    }
}
