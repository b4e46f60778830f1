package org.likeness.core.recipe;

/**
 * A softmax over the training people, used alone, before the loss on distances, or together with it. Its centers, one per person, are not
 * part of the encoder.
 *
 * @param form          where the margin is
 * @param scale         the papers' s: factor of cosines, in (0, 1,000]
 * @param cosineMargin  of {@code COSFACE}: the paper's m, subtracted from the cosine of the own center, in [0, 1]
 * @param angularMargin of {@code ARCFACE}: the paper's m, added to the angle of the own center, in radians, in [0, 1.5]
 * @param weight        factor of the loss, in (0, 1,000,000]
 * @param share         share of the people outside the batch in the softmax of a step, drawn for each step, in (0, 1]
 * @param learningRate  of the centers at the peak of the schedule, in (0, 100]
 * @param momentum      of the centers, in [0, 1)
 * @param untilStep     the first step that no longer uses it, in [0, 100,000,000]; 0 for none
 */
public record SoftmaxSettings(
        Form form,
        double scale,
        double cosineMargin,
        double angularMargin,
        double weight,
        double share,
        double learningRate,
        double momentum,
        int untilStep) {
    public SoftmaxSettings {
        Range.openClosed(0, 1000).require("softmax.scale", scale);
        Range.closed(0, 1).require("softmax.cosineMargin", cosineMargin);
        Range.closed(0, 1.5).require("softmax.angularMargin", angularMargin);
        Range.openClosed(0, 1_000_000).require("softmax.weight", weight);
        Range.openClosed(0, 1).require("softmax.share", share);
        Range.openClosed(0, 100).require("softmax.learningRate", learningRate);
        Range.closedOpen(0, 1).require("softmax.momentum", momentum);
        Range.closed(0, 100_000_000).require("softmax.untilStep", untilStep);
    }

    /** What the own center's cosine becomes. */
    public enum Form {
        /** There is no classifier. */
        NONE,
        /** cos θ − m. (arXiv 1801.09414, eq. 4.) */
        COSFACE,
        /** cos(θ + m). (arXiv 1801.07698, eq. 3.) */
        ARCFACE
    }

    /** Whether a step, from 0 on, learns from it. */
    public boolean isActiveAt(long step) {
        return step < end();
    }

    /** The first step that does not learn from it. */
    long end() {
        if (form == Form.NONE) {
            return 0;
        }
        return untilStep == 0 ? Long.MAX_VALUE : untilStep;
    }
}
