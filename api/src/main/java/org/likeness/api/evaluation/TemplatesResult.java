package org.likeness.api.evaluation;

/**
 * Comparisons of sets of pictures.
 *
 * @param templates    name of the list
 * @param verification the figures
 * @param intervals    of the figures, by people
 */
public record TemplatesResult(String templates, VerificationFigures verification, FigureIntervals intervals)
        implements EvaluationResult {}
