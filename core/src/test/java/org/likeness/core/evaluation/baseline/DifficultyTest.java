package org.likeness.core.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.dataset.DecodedDataset;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.pair.BalancedPairs;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.Verification;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.image.CropFraction;

/** The synthetic people are worth learning: comparing pixels does not tell them apart, and people differ all the same. */
class DifficultyTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople(1, 32);
    private static final FaceDataset TRAINING = DecodedDataset.of(PEOPLE.dataset(0, 120, 5), 2);
    private static final FaceDataset HELD_BACK = DecodedDataset.of(PEOPLE.dataset(200, 40, 5), 2);
    private static final FaceDataset UNSEEN = DecodedDataset.of(PEOPLE.dataset(300, 60, 5), 2);

    @Test
    void pixelsHardlyTellPeopleApart() {
        VerificationResult result = judge(new PixelEncoder(CropFraction.WHOLE, 10));
        assertThat(result.accuracy().value()).isBetween(0.52, 0.65);
        assertThat(result.areaUnderCurve()).isGreaterThan(0.55);
    }

    @Test
    void fisherfacesDoBetterButNotWell() {
        PixelEncoder pixels = new PixelEncoder(CropFraction.WHOLE, 10);
        VerificationResult result = judge(FisherfaceEncoder.fit(TRAINING, pixels, count -> {}));
        assertThat(result.accuracy().value()).isBetween(0.60, 0.80);
        assertThat(result.areaUnderCurve()).isGreaterThan(judge(pixels).areaUnderCurve() + 0.02);
    }

    /** The threshold comes from people who are neither learned from nor judged. */
    private static VerificationResult judge(FaceEncoder encoder) {
        double threshold = Roc.of(score(encoder, HELD_BACK)).bestThreshold();
        return Verification.at(threshold, "from other people", score(encoder, UNSEEN));
    }

    private static ScoredPairs score(FaceEncoder encoder, FaceDataset people) {
        List<Picture> pictures = people.identities().stream()
                .map(Identity::pictures)
                .flatMap(List::stream)
                .toList();
        PairList pairs = BalancedPairs.of(people, 600, new SplittableRandom(5));
        return ScoredPairs.of(pairs, PictureEmbeddings.of(pictures, encoder, count -> {}), Distance.SQUARED_EUCLIDEAN);
    }
}
