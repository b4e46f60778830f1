package org.likeness.model.architecture;

import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.graph.GraphBuilder;
import org.likeness.model.graph.GraphBuilder.Convolution;
import org.likeness.model.graph.GraphBuilder.Value;

/**
 * A residual network (arXiv 1512.03385, with the activation's place of arXiv 1801.07698, §3.2.2) small enough to be learned
 * from some thousand pictures on a laptop: a stem of 5×5 with stride 2, then one block each of 16, 32, 64 and 128
 * channels, the last three with stride 2, then a linear layer on all that is left of rows and columns.
 */
final class SmallResidual {
    private static final int WIDTH = 16;
    private static final int[] STAGES = {1, 2, 4, 8};
    private static final float NORM_EPSILON = 1e-5f;

    private SmallResidual() {}

    static Value body(GraphBuilder builder, Value input, NetworkSettings settings) {
        Value x = builder.convolution(input, Convolution.square(WIDTH, 5, 2));
        x = builder.prelu(builder.batchNorm(x, NORM_EPSILON));
        for (int stage = 0; stage < STAGES.length; stage++) {
            x = block(builder, x, WIDTH * STAGES[stage], stage == 0 ? 1 : 2);
        }
        x = builder.flatten(builder.batchNorm(x, NORM_EPSILON));
        return builder.linear(builder.dropout(x, settings.dropout()), settings.embeddingSize(), true);
    }

    private static Value block(GraphBuilder builder, Value x, int channels, int stride) {
        Value y = builder.convolution(builder.batchNorm(x, NORM_EPSILON), Convolution.square(channels, 3, 1));
        y = builder.prelu(builder.batchNorm(y, NORM_EPSILON));
        y = builder.batchNorm(builder.convolution(y, Convolution.square(channels, 3, stride)), NORM_EPSILON);
        if (stride == 1 && x.channels() == channels) {
            return builder.sum(y, x);
        }
        Value shortcut = builder.convolution(x, Convolution.square(channels, 1, stride));
        return builder.sum(y, builder.batchNorm(shortcut, NORM_EPSILON));
    }
}
