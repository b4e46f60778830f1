package org.likeness.api;

/**
 * An error that is not a bug.
 *
 * @param code   the kind of error, for programs
 * @param detail one line for people: what is wrong, the value found, what is allowed, what to do
 */
public record Problem(ProblemCode code, String detail) implements Answer {}
