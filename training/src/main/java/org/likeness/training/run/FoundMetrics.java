package org.likeness.training.run;

import java.util.Optional;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.files.EvaluationEntry;
import tools.jackson.databind.json.JsonMapper;

/** What rank 0 tells the others about an evaluation. */
final class FoundMetrics {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FoundMetrics() {}

    static byte[] bytes(Optional<EvaluationMetrics> found) {
        return found.map(EvaluationEntry::of).map(JSON::writeValueAsBytes).orElse(new byte[0]);
    }

    static Optional<EvaluationMetrics> read(byte[] told) {
        return told.length == 0
                ? Optional.empty()
                : Optional.of(JSON.readValue(told, EvaluationEntry.class).metrics());
    }
}
