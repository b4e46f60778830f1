package org.likeness.training.graph.operator;

import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.likeness.training.distributed.ProcessGroup;

/** Normalization operators and dropout: the operators that behave differently in training. */
final class Normalizations {
    private Normalizations() {}

    static void register(OperatorRegistry registry) {
        registry.add("BatchNormalization", 7, Normalizations::batchNormalization);
        registry.add("InstanceNormalization", 6, Normalizations::instanceNormalization);
        registry.add("LayerNormalization", 17, Normalizations::layerNormalization);
        registry.add("Dropout", 7, settings -> dropout(settings.real("ratio", 0.5)));
        registry.add("Dropout", 12, Normalizations::dropoutWithRatioInput);
        registry.add("LpNormalization", 1, Normalizations::lpNormalization);
    }

    /**
     * Batch-normalization. The graph holds its inference form; while training, the batch's own statistics are used and the running ones
     * follow with the momentum that the recipe sets (the file's own is not used), the variance by its unbiased estimate; unless the graph's
     * settings freeze them. In a repeated pass the running ones are not even read.
     *
     * @see <a href="https://arxiv.org/abs/1502.03167">Batch Normalization, algorithms 1 and 2</a>
     */
    private static Operator batchNormalization(NodeSettings settings) {
        double epsilon = settings.real("epsilon", 1e-5);
        settings.ignore("momentum");
        settings.requireInteger("spatial", 1);
        settings.requireInteger("training_mode", 0);
        double momentum = settings.graph().batchNormMomentum();
        boolean frozen = settings.graph().frozenStatistics();
        ProcessGroup ranks = settings.graph().ranks();
        if (!frozen && ranks.share().size() > 1) {
            return new JointNormalization(ranks, momentum, epsilon);
        }
        return (inputs, mode) -> {
            Tensor map = inputs.get(0);
            boolean ofBatch = mode.isTraining() && !frozen;
            boolean unread = ofBatch && mode == ExecutionMode.REPEATED;
            requireFit(inputs, ofBatch);
            return torch.batch_norm(
                    map,
                    inputs.optional(1),
                    inputs.optional(2),
                    unread ? new TensorOptional() : inputs.optional(3),
                    unread ? new TensorOptional() : inputs.optional(4),
                    ofBatch,
                    momentum,
                    epsilon,
                    false);
        };
    }

    private static void requireFit(Operands inputs, boolean ofBatch) {
        Tensor map = inputs.get(0);
        for (int i = 1; i < 5; i++) {
            if (inputs.get(i).numel() != map.size(1)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "a map of %d channels, %d statistics or weights",
                        map.size(1),
                        inputs.get(i).numel()));
            }
        }
        if (ofBatch && map.numel() == map.size(1)) {
            throw new IllegalArgumentException("a batch of 1 has no variance: train with larger batches");
        }
    }

    /** Each picture's channel by its own mean and variance, while training too. (arXiv 1607.08022.) */
    private static Operator instanceNormalization(NodeSettings settings) {
        double epsilon = settings.real("epsilon", 1e-5);
        return (inputs, mode) -> torch.instance_norm(
                inputs.get(0),
                inputs.optional(1),
                inputs.optional(2),
                new TensorOptional(),
                new TensorOptional(),
                true,
                0,
                epsilon,
                false);
    }

    /** All axes from one on by their mean and variance. (arXiv 1607.06450.) */
    private static Operator layerNormalization(NodeSettings settings) {
        double epsilon = settings.real("epsilon", 1e-5);
        long axis = settings.integer("axis", -1);
        settings.requireInteger("stash_type", 1); // computed in single precision
        return (inputs, mode) -> {
            long[] shape = inputs.get(0).shape();
            int from = Math.toIntExact(axis < 0 ? axis + shape.length : axis);
            return torch.layer_norm(
                    inputs.get(0),
                    Arrays.copyOfRange(shape, from, shape.length),
                    inputs.optional(1),
                    inputs.optional(2),
                    epsilon,
                    false);
        };
    }

    private static Operator dropoutWithRatioInput(NodeSettings settings) {
        settings.ignore("seed");
        return dropout(settings.numberInput(1).orElse(0.5));
    }

    private static Operator dropout(double ratio) {
        return (inputs, mode) -> mode.isTraining() && ratio > 0
                ? torch.dropout(inputs.get(0), ratio, true)
                : inputs.get(0).alias();
    }

    private static Operator lpNormalization(NodeSettings settings) {
        long axis = settings.integer("axis", -1);
        long p = settings.integer("p", 2);
        return (inputs, mode) -> {
            Tensor norm = torch.linalg_vector_norm(
                    inputs.get(0), new Scalar((double) p), new long[] {axis}, true, new ScalarTypeOptional());
            return inputs.get(0).div(norm);
        };
    }
}
