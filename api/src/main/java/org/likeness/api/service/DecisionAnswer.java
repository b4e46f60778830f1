package org.likeness.api.service;

import org.likeness.api.Answer;
import org.likeness.api.recognition.FaceDecision;

/**
 * What a key that may only verify is told.
 *
 * @param decision {@link FaceDecision#MATCH} or {@link FaceDecision#NON_MATCH}
 */
public record DecisionAnswer(FaceDecision decision) implements Answer {}
