package org.likeness.core.recipe;

/**
 * Compatible training: embeddings of the new encoder can be compared with those of an old one, whose weights do not change. The encoder is
 * given to the run, not to the recipe.
 *
 * @param kind               the additional loss
 * @param harmonicTriplets   further settings of that kind
 * @param backwardCompatible further settings of that kind
 * @param distillation       further settings of that kind
 */
public record CompatibilitySettings(
        Kind kind,
        HarmonicTriplets harmonicTriplets,
        BackwardCompatible backwardCompatible,
        Distillation distillation) {
    /** The kind of a run that is given an old encoder and no kind; {@code docs/results/compatibility.md} compares them. */
    public static final Kind USUAL = Kind.BACKWARD_COMPATIBLE;

    /** The losses that make embeddings comparable. */
    public enum Kind {
        /** The new encoder has a space without relation to others. */
        NONE,
        /** Triplets that mix embeddings of both encoders. (FaceNet, arXiv 1503.03832, §7.) */
        HARMONIC_TRIPLETS,
        /** The influence loss: new embeddings are classified by the old classifier. (BCT, arXiv 2003.11942, §3.2.) */
        BACKWARD_COMPATIBLE,
        /** Each new embedding is drawn to the old one of the same picture. (FitNets, arXiv 1412.6550, §2.2, at the embedding.) */
        DISTILLATION
    }

    /**
     * Of mixed triplets.
     *
     * @param weight factor of the loss, in (0, 1,000,000]
     */
    public record HarmonicTriplets(double weight) {
        public HarmonicTriplets {
            Range.openClosed(0, 1_000_000).require("compatibility.harmonicTriplets.weight", weight);
        }
    }

    /**
     * Of the old classifier.
     *
     * @param weight the paper's λ: factor of the loss, in (0, 1,000,000]
     * @param scale  factor of cosines, in (0, 1,000]
     */
    public record BackwardCompatible(double weight, double scale) {
        public BackwardCompatible {
            Range.openClosed(0, 1_000_000).require("compatibility.backwardCompatible.weight", weight);
            Range.openClosed(0, 1000).require("compatibility.backwardCompatible.scale", scale);
        }
    }

    /**
     * Of the distance to the old embedding.
     *
     * @param weight factor of the loss, in (0, 1,000,000]
     */
    public record Distillation(double weight) {
        public Distillation {
            Range.openClosed(0, 1_000_000).require("compatibility.distillation.weight", weight);
        }
    }

    /** The same with another kind. */
    public CompatibilitySettings withKind(Kind other) {
        return new CompatibilitySettings(other, harmonicTriplets, backwardCompatible, distillation);
    }
}
