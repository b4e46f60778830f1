package org.likeness.model.architecture;

import java.util.List;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.graph.GraphBuilder;
import org.likeness.model.graph.GraphBuilder.Convolution;
import org.likeness.model.graph.GraphBuilder.Value;

/**
 * Inception-ResNet-v1 (arXiv 1602.07261, figures 10 to 14 with the reduction sizes of table 1), with ReLU, batch
 * normalization of epsilon 0.001, residuals scaled by 0.17, 0.10 and 0.20, and the last block of the 8×8 stage without
 * scale and activation, as the face encoders of 160×160 pixels have it.
 */
final class InceptionResnetV1 {
    private static final float NORM_EPSILON = 1e-3f;
    private static final int BLOCKS_35 = 5;
    private static final int BLOCKS_17 = 10;
    private static final int BLOCKS_8 = 5;
    private static final float SCALE_35 = 0.17f;
    private static final float SCALE_17 = 0.10f;
    private static final float SCALE_8 = 0.20f;

    private InceptionResnetV1() {}

    static Value body(GraphBuilder builder, Value input, NetworkSettings settings) {
        Value x = stem(builder, input);
        for (int i = 0; i < BLOCKS_35; i++) {
            x = builder.relu(builder.sum(x, builder.scale(residual35(builder, x), SCALE_35)));
        }
        x = reductionA(builder, x);
        for (int i = 0; i < BLOCKS_17; i++) {
            x = builder.relu(builder.sum(x, builder.scale(residual17(builder, x), SCALE_17)));
        }
        x = reductionB(builder, x);
        for (int i = 0; i < BLOCKS_8; i++) {
            x = builder.relu(builder.sum(x, builder.scale(residual8(builder, x), SCALE_8)));
        }
        x = builder.sum(x, residual8(builder, x));
        x = builder.flatten(builder.globalAveragePool(x));
        return builder.linear(builder.dropout(x, settings.dropout()), settings.embeddingSize(), false);
    }

    private static Value stem(GraphBuilder builder, Value input) {
        Value x = layer(builder, input, Convolution.square(32, 3, 2).valid());
        x = layer(builder, x, Convolution.square(32, 3, 1).valid());
        x = layer(builder, x, Convolution.square(64, 3, 1));
        x = builder.maxPool(x, 3, 2);
        x = layer(builder, x, Convolution.square(80, 1, 1));
        x = layer(builder, x, Convolution.square(192, 3, 1).valid());
        return layer(builder, x, Convolution.square(256, 3, 2).valid());
    }

    private static Value residual35(GraphBuilder builder, Value x) {
        Value narrow = layer(builder, x, Convolution.square(32, 1, 1));
        Value middle = layer(builder, layer(builder, x, Convolution.square(32, 1, 1)), Convolution.square(32, 3, 1));
        Value wide = layer(builder, layer(builder, x, Convolution.square(32, 1, 1)), Convolution.square(32, 3, 1));
        wide = layer(builder, wide, Convolution.square(32, 3, 1));
        return projected(builder, List.of(narrow, middle, wide), x.channels());
    }

    private static Value residual17(GraphBuilder builder, Value x) {
        Value narrow = layer(builder, x, Convolution.square(128, 1, 1));
        Value wide = layer(builder, x, Convolution.square(128, 1, 1));
        wide = layer(builder, wide, new Convolution(128, 1, 7, 1, 0, 3, 1, false));
        wide = layer(builder, wide, new Convolution(128, 7, 1, 1, 3, 0, 1, false));
        return projected(builder, List.of(narrow, wide), x.channels());
    }

    private static Value residual8(GraphBuilder builder, Value x) {
        Value narrow = layer(builder, x, Convolution.square(192, 1, 1));
        Value wide = layer(builder, x, Convolution.square(192, 1, 1));
        wide = layer(builder, wide, new Convolution(192, 1, 3, 1, 0, 1, 1, false));
        wide = layer(builder, wide, new Convolution(192, 3, 1, 1, 1, 0, 1, false));
        return projected(builder, List.of(narrow, wide), x.channels());
    }

    private static Value reductionA(GraphBuilder builder, Value x) {
        Value direct = layer(builder, x, Convolution.square(384, 3, 2).valid());
        Value deep = layer(builder, x, Convolution.square(192, 1, 1));
        deep = layer(builder, deep, Convolution.square(192, 3, 1));
        deep = layer(builder, deep, Convolution.square(256, 3, 2).valid());
        return builder.concatenation(List.of(direct, deep, builder.maxPool(x, 3, 2)));
    }

    private static Value reductionB(GraphBuilder builder, Value x) {
        Value first = layer(builder, x, Convolution.square(256, 1, 1));
        first = layer(builder, first, Convolution.square(384, 3, 2).valid());
        Value second = layer(builder, x, Convolution.square(256, 1, 1));
        second = layer(builder, second, Convolution.square(256, 3, 2).valid());
        Value third = layer(builder, x, Convolution.square(256, 1, 1));
        third = layer(builder, third, Convolution.square(256, 3, 1));
        third = layer(builder, third, Convolution.square(256, 3, 2).valid());
        return builder.concatenation(List.of(first, second, third, builder.maxPool(x, 3, 2)));
    }

    private static Value projected(GraphBuilder builder, List<Value> branches, int channels) {
        return builder.convolution(
                builder.concatenation(branches),
                Convolution.square(channels, 1, 1).biased());
    }

    private static Value layer(GraphBuilder builder, Value x, Convolution settings) {
        return builder.relu(builder.batchNorm(builder.convolution(x, settings), NORM_EPSILON));
    }
}
