package org.likeness.api.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.likeness.api.Answer;

/**
 * Whether the service runs: {@code GET /v1/health} and {@code /v1/ready}.
 *
 * @param state how it is
 */
public record HealthAnswer(State state) implements Answer {
    /** How the service is. */
    public enum State {
        /** It runs. */
        @JsonProperty("running")
        RUNNING,
        /** It runs, and the networks are warm: requests are answered at full speed. */
        @JsonProperty("ready")
        READY
    }
}
