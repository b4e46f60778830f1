package org.likeness.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kinds of errors. The words are stable across releases. */
public enum ProblemCode {
    /** An argument, setting or input breaks a rule. */
    @JsonProperty("invalid")
    INVALID,
    /** A file, person or model does not exist. */
    @JsonProperty("not-found")
    NOT_FOUND,
    /** The request contradicts what exists, such as embeddings of another space. */
    @JsonProperty("conflict")
    CONFLICT,
    /** A file is damaged. */
    @JsonProperty("corrupt")
    CORRUPT,
    /** A format, operator or machine is not supported. */
    @JsonProperty("unsupported")
    UNSUPPORTED,
    /** A resource is not available now: memory, disk, network, a lock. */
    @JsonProperty("unavailable")
    UNAVAILABLE
}
