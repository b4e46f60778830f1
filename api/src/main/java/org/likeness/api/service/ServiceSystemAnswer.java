package org.likeness.api.service;

import org.likeness.api.Answer;

/**
 * What the service runs on.
 *
 * @param release      of Likeness
 * @param javaRelease  such as 17.0.15+6
 * @param platform     operating system and processor
 * @param coreCount    processors that it may use
 * @param heapSize     bytes that the heap may grow to
 * @param started      time of the start, ISO 8601
 * @param waitingCount requests that wait for their turn to compute
 */
public record ServiceSystemAnswer(
        String release,
        String javaRelease,
        String platform,
        int coreCount,
        long heapSize,
        String started,
        int waitingCount)
        implements Answer {}
