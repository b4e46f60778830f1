package org.likeness.app.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.likeness.app.report.VerificationSection.Contender;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.OneShotTrial;
import org.likeness.core.evaluation.pair.GeneratedPairs;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.evaluation.verification.IdentityBootstrap;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.Verification;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;

/**
 * The test people, who are not trained on, with the pairs and the one-shot trial for encoder and baselines.
 *
 * @param pairs as many genuine as impostor pairs
 * @param trial half of them enrolled with one picture, the others strangers
 */
record UnseenPeople(PairList pairs, OneShotTrial trial) {
    /**
     * Draws the pairs and halves the people.
     *
     * @param people two pictures each or more
     * @param pairs  genuine, and as many impostor pairs
     */
    static UnseenPeople of(FaceDataset people, int pairs, long seed) {
        return new UnseenPeople(GeneratedPairs.of(people, pairs, new SplittableRandom(seed)), OneShotTrial.of(people));
    }

    /** Every picture that is looked at. */
    Set<Picture> pictures() {
        Set<Picture> pictures = pairs.pictures();
        pictures.addAll(trial.pictures());
        return pictures;
    }

    /** The pictures as an encoder sees them. */
    PictureEmbeddings seenBy(FaceEncoder encoder) {
        return PictureEmbeddings.of(pictures(), encoder, done -> {});
    }

    /**
     * How far a result can be trusted, by people.
     *
     * @param people whose the pairs are
     * @param seed   of the draws
     */
    VerificationIntervals intervals(FaceDataset people, Contender contender, long seed) {
        VerificationResult result = contender.result();
        return IdentityBootstrap.usual(seed)
                .of(
                        contender.pairs(),
                        PairPeople.of(pairs, people),
                        Verification.rightly(result.threshold(), contender.pairs()),
                        result);
    }

    /**
     * Tells pairs apart at a threshold that was not chosen on them.
     *
     * @param name   of what is measured
     * @param origin where the threshold comes from
     */
    Contender verified(String name, PictureEmbeddings embeddings, Distance distance, double threshold, String origin) {
        ScoredPairs scored = ScoredPairs.of(pairs, embeddings, distance);
        return new Contender(name, scored, Verification.at(threshold, origin, scored));
    }

    /**
     * A stranger's picture with the enrolled person who is nearest.
     *
     * @param person   the stranger
     * @param probe    the picture
     * @param nearest  a place among {@link OneShotTrial#known()}
     * @param distance how near
     */
    record Stranger(Identity person, Picture probe, int nearest, double distance) {}

    /** All pictures of strangers. */
    List<Stranger> strangers(PictureEmbeddings embeddings, Distance distance) {
        float[][] gallery = trial.known().stream()
                .map(person -> embedding(embeddings, enrolled(person)))
                .toArray(float[][]::new);
        List<Stranger> strangers = new ArrayList<>();
        for (Identity person : trial.strangers()) {
            for (Picture picture : person.pictures()) {
                double[] distances = Arrays.stream(gallery)
                        .mapToDouble(known -> distance.between(known, embedding(embeddings, picture)))
                        .toArray();
                int nearest = 0;
                for (int i = 1; i < distances.length; i++) {
                    nearest = distances[i] < distances[nearest] ? i : nearest;
                }
                strangers.add(new Stranger(person, picture, nearest, distances[nearest]));
            }
        }
        return strangers;
    }

    /** The one picture that a person is enrolled with. */
    static Picture enrolled(Identity person) {
        return person.pictures().get(0);
    }

    static float[] embedding(PictureEmbeddings embeddings, Picture picture) {
        Optional<float[]> embedding = embeddings.of(picture);
        return embedding.orElseThrow(() -> LikenessException.invalid(String.format(
                Locale.ROOT, "%s: %s", picture.name(), embeddings.failures().get(picture))));
    }
}
