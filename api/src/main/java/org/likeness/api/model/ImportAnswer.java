package org.likeness.api.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;

/**
 * An imported model: {@code likeness models import}.
 *
 * @param model                the file that was written
 * @param changes              changes of the graph, one line each
 * @param trainableTensorCount trainable tensors; 0 if it can only be used for inference
 * @param selfTest             of an encoder; null for other networks
 */
public record ImportAnswer(
        ModelDescription model,
        List<String> changes,
        int trainableTensorCount,
        @Nullable SelfTest selfTest) implements Answer {
    public ImportAnswer {
        changes = List.copyOf(changes);
    }

    /**
     * The test of an encoder on random pictures. Differences are relative to the length of an embedding.
     *
     * @param batchDifference  between a batch and single pictures in ONNX Runtime
     * @param engineDifference between ONNX Runtime and libtorch; null if libtorch cannot run it
     * @param untrainable      why it cannot be trained; null if it can
     */
    public record SelfTest(
            double batchDifference,
            @Nullable Double engineDifference,
            @Nullable String untrainable) {}
}
