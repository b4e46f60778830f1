package org.likeness.api.service;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kinds of errors of the service. The words are stable across releases. */
public enum ServiceProblemCode {
    /** A parameter, a document or a picture breaks a rule. */
    @JsonProperty("invalid")
    INVALID,
    /** No key was given, or one that is not valid. */
    @JsonProperty("unauthorized")
    UNAUTHORIZED,
    /** The key has no right to this. */
    @JsonProperty("forbidden")
    FORBIDDEN,
    /** There is no such thing, or not for this key. */
    @JsonProperty("not-found")
    NOT_FOUND,
    /** The path has other methods. */
    @JsonProperty("method-not-allowed")
    METHOD_NOT_ALLOWED,
    /** The request contradicts what exists. */
    @JsonProperty("conflict")
    CONFLICT,
    /** What was to be changed is no longer as it was read. */
    @JsonProperty("changed")
    CHANGED,
    /** The body, or the number of pictures, is above the limit. */
    @JsonProperty("too-large")
    TOO_LARGE,
    /** The body is of a type that is not read here. */
    @JsonProperty("unsupported-media-type")
    UNSUPPORTED_MEDIA_TYPE,
    /** No face, or none that could be used, was found in the pictures. */
    @JsonProperty("no-face")
    NO_FACE,
    /** A picture cannot be decoded. */
    @JsonProperty("unreadable-picture")
    UNREADABLE_PICTURE,
    /** There is more to do than can be done: the same request may succeed later. */
    @JsonProperty("busy")
    BUSY,
    /** A file of the service is damaged. */
    @JsonProperty("corrupt")
    CORRUPT,
    /** This is not supported. */
    @JsonProperty("unsupported")
    UNSUPPORTED,
    /** Something that is needed does not answer now: a disk, a database. */
    @JsonProperty("unavailable")
    UNAVAILABLE,
    /** A fault of the service: the log has it under the id of the request. */
    @JsonProperty("internal")
    INTERNAL
}
