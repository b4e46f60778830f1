package org.likeness.training.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GuardMetrics;

/**
 * An evaluation as it stands in checkpoints and in {@code provenance.json}, as JSON: {@code docs/formats/checkpoint.md}. The fields are those
 * of {@link EvaluationMetrics}.
 */
public record EvaluationEntry(
        @JsonProperty(required = true) long step,
        @JsonProperty(required = true) double accuracy,
        @JsonProperty(required = true) double auc,
        @JsonProperty(required = true) double threshold,
        @JsonProperty(required = true) int pairs,
        @JsonProperty(required = true) boolean best,
        @JsonProperty(required = true) double elapsed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable GuardMetrics guard) {
    /** The entry of an evaluation. */
    public static EvaluationEntry of(EvaluationMetrics metrics) {
        return new EvaluationEntry(
                metrics.step(),
                metrics.accuracy(),
                metrics.auc(),
                metrics.threshold(),
                metrics.pairs(),
                metrics.best(),
                metrics.elapsed(),
                metrics.guard().orElse(null));
    }

    /** The evaluation of an entry. */
    public EvaluationMetrics metrics() {
        return new EvaluationMetrics(step, accuracy, auc, threshold, pairs, best, elapsed, Optional.ofNullable(guard));
    }
}
