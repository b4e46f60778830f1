package org.likeness.api.service;

import org.likeness.api.Request;

/**
 * Merges a person into another one.
 *
 * @param into id of the person who remains
 */
public record MergeRequest(long into) implements Request {}
