package org.likeness.api.service;

import org.likeness.api.Answer;

/**
 * What a service did before it was stopped: {@code likeness serve}.
 *
 * @param host         the address that it listened at
 * @param port         the port
 * @param requestCount requests that were answered
 */
public record ServeAnswer(String host, int port, long requestCount) implements Answer {}
