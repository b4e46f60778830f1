package org.likeness.core.evaluation.verification;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.pair.FacePair;
import org.likeness.core.evaluation.pair.PairList;

/**
 * Chooses the threshold at which a list of pairs is classified, never on the same pairs: a given one, else the best one of another list,
 * else for each fold the best one of the others, else the encoder's own.
 *
 * @param list      the list
 * @param given     given threshold, if there is one
 * @param chosenOn  the other list, if there is one
 * @param encoder   for messages
 */
public record ThresholdChoice(PairList list, @Nullable Double given, Optional<PairList> chosenOn, String encoder) {
    /** All pictures that it needs. */
    public Set<Picture> pictures() {
        Set<Picture> pictures = list.pictures();
        chosenOn.ifPresent(other -> pictures.addAll(other.pictures()));
        return pictures;
    }

    /**
     * The threshold of each pair.
     *
     * @param scored the list's pairs, as these embeddings have them
     * @throws LikenessException if there is none
     */
    public PairThresholds thresholds(ScoredPairs scored, PictureEmbeddings embeddings, EncoderSpec spec) {
        if (given != null) {
            return PairThresholds.one(given, "given by hand", scored);
        }
        if (chosenOn.isPresent()) {
            PairList other = chosenOn.get();
            double threshold =
                    Roc.of(ScoredPairs.of(other, embeddings, spec.distance())).bestThreshold();
            return PairThresholds.one(
                    threshold,
                    String.format(Locale.ROOT, "%,d pairs of %s", other.pairs().size(), other.name()),
                    scored);
        }
        if (list.folds() > 1) {
            return PairThresholds.ofOtherFolds(
                    scored, list.pairs().stream().mapToInt(FacePair::fold).toArray());
        }
        Calibration calibration = spec.calibration()
                .orElseThrow(() -> new LikenessException(
                        LikenessException.Kind.NOT_FOUND,
                        String.format(
                                Locale.ROOT, "%s has no calibrated threshold and the pairs have no folds", encoder),
                        new Remedy(Remedy.Action.GIVE_THRESHOLD)));
        return PairThresholds.one(calibration.threshold(), calibration.data(), scored);
    }
}
