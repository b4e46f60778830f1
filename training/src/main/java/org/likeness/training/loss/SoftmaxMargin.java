package org.likeness.training.loss;

import org.likeness.core.recipe.SoftmaxSettings;

/**
 * The margin function ψ(cos θ), which is applied to the cosine of the own center before the softmax.
 *
 * <p>ArcFace's cos(θ + m) increases again beyond θ = π − m, and would repel pictures that are almost opposite their center. There ψ is cos
 * θ − m·sin m, which is smaller and decreases monotonically, as in the program of the paper's authors (deepinsight/insightface, "easy
 * margin" off); the paper does not mention it.
 *
 * @param form   {@code COSFACE}: cos θ − m (arXiv 1801.09414, eq. 4); {@code ARCFACE}: cos(θ + m) (arXiv 1801.07698, eq. 3); {@code NONE}:
 *               cos θ
 * @param margin the papers' m: a cosine in [0, 1], or radians in [0, π/2)
 */
record SoftmaxMargin(SoftmaxSettings.Form form, double margin) {
    /** Below, sin θ is taken for this: ψ' of ArcFace goes as 1 / sin θ, and single precision does not know a smaller angle. */
    private static final double LEAST_SINE = 1e-3;

    /** No margin: ψ(cos θ) = cos θ. */
    static final SoftmaxMargin NONE = new SoftmaxMargin(SoftmaxSettings.Form.NONE, 0);

    static SoftmaxMargin of(SoftmaxSettings settings) {
        return new SoftmaxMargin(
                settings.form(),
                switch (settings.form()) {
                    case NONE -> 0;
                    case COSFACE -> settings.cosineMargin();
                    case ARCFACE -> settings.angularMargin();
                });
    }

    /**
     * ψ.
     *
     * @param cosine in [−1, 1]
     */
    double at(double cosine) {
        return switch (form) {
            case NONE -> cosine;
            case COSFACE -> cosine - margin;
            case ARCFACE ->
                isBeyond(cosine)
                        ? cosine - margin * Math.sin(margin)
                        : cosine * Math.cos(margin) - sine(cosine) * Math.sin(margin);
        };
    }

    /** ψ': its derivative with respect to the cosine. */
    double slope(double cosine) {
        return switch (form) {
            case NONE, COSFACE -> 1;
            case ARCFACE ->
                isBeyond(cosine)
                        ? 1
                        : Math.cos(margin) + cosine * Math.sin(margin) / Math.max(sine(cosine), LEAST_SINE);
        };
    }

    /** Whether θ &gt; π − m. */
    private boolean isBeyond(double cosine) {
        return cosine < -Math.cos(margin);
    }

    private static double sine(double cosine) {
        return Math.sqrt((1 - cosine) * (1 + cosine));
    }
}
