package org.likeness.app.protocol;

/**
 * The result of a protocol.
 *
 * @param text    lines for people
 * @param figures for programs: the result's record
 */
public record SetAnswer(String text, Object figures) {}
