package org.likeness.training.graph;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.likeness.model.graph.Node;
import org.likeness.training.distributed.LostRankException;
import org.likeness.training.graph.operator.ExecutionMode;
import org.likeness.training.graph.operator.Operands;
import org.likeness.training.graph.operator.Operator;

/**
 * A compiled graph: each value has a slot, each step fills one.
 *
 * @param steps  in execution order
 * @param slots  number of values
 * @param input  the slot of the graph's input
 * @param output the slot of its output
 */
record Program(List<Step> steps, int slots, int input, int output) {
    /**
     * A node to run.
     */
    static final class Step {
        private final Node node;
        private final Operator operator;
        private final int[] inputs;
        private final int output;
        private final int[] finished;

        /**
         * @param node     for messages
         * @param operator what it does
         * @param inputs   slots of its inputs, −1 where one is left out
         * @param output   the slot it fills
         * @param finished slots that no later step reads
         */
        Step(Node node, Operator operator, int[] inputs, int output, int[] finished) {
            this.node = node;
            this.operator = operator;
            this.inputs = inputs;
            this.output = output;
            this.finished = finished;
        }

        Node node() {
            return node;
        }

        Operator operator() {
            return operator;
        }

        int[] inputs() {
            return inputs;
        }

        int output() {
            return output;
        }

        int[] finished() {
            return finished;
        }
    }

    /**
     * Runs the steps and lets each value go after its last use.
     *
     * @param stored what the slots of initializers hold, the others empty
     * @param batch  the graph's input
     * @throws GraphExecutionException if a step fails
     */
    Tensor run(@Nullable Tensor[] stored, Tensor batch, ExecutionMode mode) {
        @Nullable Tensor[] values = values(stored, batch);
        try (NoGradGuard guard = new NoGradGuard()) {
            for (Step step : steps) {
                try {
                    values[step.output()] = step.operator().apply(new Operands(values, step.inputs()), mode);
                } catch (LostRankException e) {
                    throw e;
                } catch (RuntimeException e) {
                    throw new GraphExecutionException(step.node(), e);
                }
                for (int slot : step.finished()) {
                    Tensor value = values[slot];
                    if (value != null) {
                        value.close();
                    }
                }
            }
        }
        return result(values);
    }

    /** As {@link #run}, but what the way back needs is kept on the tape. */
    Tensor record(@Nullable Tensor[] stored, Tensor batch, ExecutionMode mode, Tape tape) {
        @Nullable Tensor[] values = values(stored, batch);
        for (Step step : steps) {
            try {
                values[step.output()] = tape.apply(step, new Operands(values, step.inputs()), mode);
            } catch (LostRankException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new GraphExecutionException(step.node(), e);
            }
        }
        return result(values);
    }

    private @Nullable Tensor[] values(@Nullable Tensor[] stored, Tensor batch) {
        @Nullable Tensor[] values = Arrays.copyOf(stored, slots);
        values[input] = batch;
        return values;
    }

    private Tensor result(@Nullable Tensor[] values) {
        Tensor result = values[output];
        if (result == null) {
            throw new IllegalStateException("the graph's output was not computed");
        }
        return result;
    }
}
