package org.likeness.training.event;

import java.util.Arrays;
import java.util.List;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.PictureNumbers;
import org.likeness.core.triplet.ConfusableIdentities;

/**
 * The result of a search of the whole training set.
 *
 * @param step    the first step, from 1, at which it takes effect
 * @param people  number of identities with confusable others
 * @param doubts  doubtful labels, nearest pictures first
 */
public record GlobalMiningRound(long step, int people, List<Doubt> doubts) {
    public GlobalMiningRound {
        doubts = List.copyOf(doubts);
    }

    /** @param people the training set */
    public static GlobalMiningRound of(long step, ConfusableIdentities found, FaceDataset people) {
        PictureNumbers numbers = new PictureNumbers(people);
        return new GlobalMiningRound(
                step,
                (int) Arrays.stream(found.confusionGroups().others())
                        .filter(others -> others.length > 0)
                        .count(),
                found.suspects().stream()
                        .map(suspect -> new Doubt(
                                numbers.picture(suspect.picture()).name(),
                                people.identities()
                                        .get(numbers.identity(suspect.picture()))
                                        .name(),
                                numbers.picture(suspect.other()).name(),
                                people.identities()
                                        .get(numbers.identity(suspect.other()))
                                        .name(),
                                suspect.distance()))
                        .toList());
    }

    /**
     * Two pictures under two names that seem to show one person: a wrong label, one person under two names, or one picture twice. These
     * people are never put into one batch.
     *
     * @param picture       name of the first picture, the one that is farther from its own person's
     * @param identity      whose it is said to be
     * @param other         name of the second picture
     * @param otherIdentity whose it is said to be
     * @param distance      between their embeddings, squared
     */
    public record Doubt(String picture, String identity, String other, String otherIdentity, double distance) {}
}
