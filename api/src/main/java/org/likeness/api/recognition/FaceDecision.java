package org.likeness.api.recognition;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The decision about a face. */
public enum FaceDecision {
    /** One person: the distance is within the threshold. */
    @JsonProperty("match")
    MATCH,
    /** Two people, of a verification: the distance is above the threshold. */
    @JsonProperty("non-match")
    NON_MATCH,
    /** None of the enrolled people, of an identification: the smallest distance is above the threshold. */
    @JsonProperty("unknown")
    UNKNOWN
}
