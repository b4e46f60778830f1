package org.likeness.model.architecture;

import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.graph.GraphBuilder;
import org.likeness.model.graph.GraphBuilder.Convolution;
import org.likeness.model.graph.GraphBuilder.Value;

/**
 * MobileFaceNet (arXiv 1804.07573, table 1): bottlenecks of depthwise convolutions with PReLU, and a global depthwise
 * convolution, in which each place of the face has its own weight, in place of average pooling.
 */
final class MobileFaceNet {
    private static final float NORM_EPSILON = 1e-5f;

    /** Table 1's rows of bottlenecks: expansion t, channels c, repeats n, stride s of the first. */
    private static final int[][] BOTTLENECKS = {
        {2, 64, 5, 2}, {4, 128, 1, 2}, {2, 128, 6, 1}, {4, 128, 1, 2}, {2, 128, 2, 1},
    };

    private MobileFaceNet() {}

    static Value body(GraphBuilder builder, Value input, NetworkSettings settings) {
        Value x = activated(builder, input, Convolution.square(64, 3, 2));
        x = activated(builder, x, Convolution.square(64, 3, 1).grouped(64));
        for (int[] row : BOTTLENECKS) {
            for (int repeat = 0; repeat < row[2]; repeat++) {
                x = bottleneck(builder, x, row[0], row[1], repeat == 0 ? row[3] : 1);
            }
        }
        x = activated(builder, x, Convolution.square(512, 1, 1));
        Convolution global =
                new Convolution(512, x.height(), x.width(), 1, 0, 0, 512, false); // linear GDConv7x7 at 112×112
        x = builder.batchNorm(builder.convolution(x, global), NORM_EPSILON);
        x = builder.dropout(builder.flatten(x), settings.dropout());
        return builder.linear(x, settings.embeddingSize(), false); // linear conv1x1 on 1×1
    }

    private static Value bottleneck(GraphBuilder builder, Value x, int expansion, int channels, int stride) {
        int inner = x.channels() * expansion;
        Value y = activated(builder, x, Convolution.square(inner, 1, 1));
        y = activated(builder, y, Convolution.square(inner, 3, stride).grouped(inner));
        y = builder.batchNorm(builder.convolution(y, Convolution.square(channels, 1, 1)), NORM_EPSILON);
        return stride == 1 && x.channels() == channels ? builder.sum(x, y) : y;
    }

    private static Value activated(GraphBuilder builder, Value x, Convolution settings) {
        return builder.prelu(builder.batchNorm(builder.convolution(x, settings), NORM_EPSILON));
    }
}
