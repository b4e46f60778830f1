package org.likeness.app.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.likeness.app.report.VerificationSection.Contender;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.baseline.FisherfaceEncoder;
import org.likeness.core.evaluation.baseline.PixelEncoder;
import org.likeness.core.evaluation.pair.BalancedPairs;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.image.CropFraction;

/**
 * Baselines without a network: pixel distance and Fisherfaces.
 *
 * @param encoders the weaker first
 */
record PixelBaselines(List<Named> encoders) {
    private static final int PAIRS = 1000;

    /**
     * A baseline.
     *
     * @param name    of it
     * @param encoder that it is
     */
    record Named(String name, FaceEncoder encoder) {}

    /** @param training people whom nothing is measured on */
    static PixelBaselines fit(FaceDataset training) {
        PixelEncoder pixels = PixelEncoder.of(CropFraction.WHOLE);
        return new PixelBaselines(List.of(
                new Named("Pixels alone", pixels),
                new Named("Fisherfaces (LDA on pixels)", FisherfaceEncoder.fit(training, pixels, done -> {}))));
    }

    /**
     * Judges the pairs that the encoder is judged on.
     *
     * @param others people of whom the thresholds come: neither fitted nor measured on
     * @param seed   of their pairs
     */
    List<Contender> judge(UnseenPeople measured, FaceDataset others, long seed) {
        PairList pairs = BalancedPairs.of(others, PAIRS, new SplittableRandom(seed));
        List<Contender> contenders = new ArrayList<>();
        for (Named baseline : encoders) {
            FaceEncoder encoder = baseline.encoder();
            var distance = encoder.spec().distance();
            double threshold = Roc.of(ScoredPairs.of(
                            pairs, PictureEmbeddings.of(pairs.pictures(), encoder, done -> {}), distance))
                    .bestThreshold();
            contenders.add(measured.verified(
                    baseline.name(),
                    PictureEmbeddings.of(measured.pairs().pictures(), encoder, done -> {}),
                    distance,
                    threshold,
                    others.name()));
        }
        return contenders;
    }
}
