package org.likeness.training.event;

/**
 * A symptom of a run, as its metrics show it.
 *
 * @param symptom the symptom
 * @param step    number of completed steps
 * @param text    one or two sentences: the metrics, and what to do
 */
public record Diagnosis(Symptom symptom, long step, String text) {
    /** What can be wrong. */
    public enum Symptom {
        /** What is computed is no longer finite. */
        DIVERGENCE,
        /** All pictures get nearly the same embedding; no triplet can lead out of it. (FaceNet, arXiv 1503.03832, §3.2.) */
        COLLAPSE,
        /** Embeddings are apart, but in few directions only. (Dimensional collapse; RankMe, arXiv 2210.02885.) */
        PARTIAL_COLLAPSE,
        /** The gradient has grown beyond all that the run began with. */
        EXPLODING_GRADIENT,
        /** There are triplets with a loss, and yet hardly a gradient. */
        DEAD_GRADIENT,
        /** Two pictures of a person are no more alike than two of anybody: the names say nothing. */
        SHUFFLED_LABELS,
        /** Most pictures of a person have come together, some stand among strangers and stay there. */
        WRONG_LABELS,
        /** Hardly a triplet of the batch has a loss any more, or none that the strategy takes. */
        NO_TRIPLETS_LEFT,
        /** Nearly every triplet of the batch has a loss, and goes on having it. */
        ALL_TRIPLETS_ACTIVE,
        /** Verification of the validation people is at chance. */
        NOTHING_LEARNED,
        /** Verification of the validation people is worse than at its best in several consecutive evaluations. */
        OVERFITTING
    }
}
