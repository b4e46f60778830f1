package org.likeness.core.evaluation.identification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.PictureEmbeddings;

/**
 * The people of a one-shot test: the first picture of each known person is enrolled; all their others are probes, and so are all pictures
 * of the strangers.
 *
 * @param known     people with two pictures or more, at least two
 * @param strangers people who are not enrolled; possibly none
 */
public record OneShotTrial(List<Identity> known, List<Identity> strangers) {
    /** The false-match rate of pairs at whose threshold people are identified: how many strangers that names is what is measured. */
    public static final double FALSE_MATCH_RATE = 0.001;

    public OneShotTrial {
        known = List.copyOf(known);
        strangers = List.copyOf(strangers);
    }

    /**
     * Halves a data set: every other person with two pictures or more is enrolled, everybody else is a stranger.
     *
     * @throws LikenessException if fewer than two people can be enrolled
     */
    public static OneShotTrial of(FaceDataset data) {
        List<Identity> known = new ArrayList<>();
        List<Identity> strangers = new ArrayList<>();
        boolean next = true;
        for (Identity identity : data.identities()) {
            if (identity.givesPositives() && next) {
                known.add(identity);
                next = false;
            } else {
                strangers.add(identity);
                next = true;
            }
        }
        if (known.size() < 2) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has %d people: one-shot identification needs four with two pictures each, or more",
                    data.name(),
                    data.identities().size()));
        }
        return new OneShotTrial(known, strangers);
    }

    /** Every picture that must be embedded. */
    public Set<Picture> pictures() {
        Set<Picture> pictures = new HashSet<>();
        known.forEach(person -> pictures.addAll(person.pictures()));
        strangers.forEach(person -> pictures.addAll(person.pictures()));
        return pictures;
    }

    /** The probes, those of known people first, in the order that {@link Identification.Probe#probe} counts. */
    public List<Picture> probes() {
        List<Picture> probes = new ArrayList<>();
        known.forEach(person ->
                probes.addAll(person.pictures().subList(1, person.pictures().size())));
        strangers.forEach(person -> probes.addAll(person.pictures()));
        return probes;
    }

    /**
     * Identifies all probes. Whose picture gave no face cannot be enrolled, and is not recognized in any other.
     *
     * @param embeddings of {@link #pictures()}
     * @param threshold  the largest distance that identifies
     */
    public Identification.Result run(PictureEmbeddings embeddings, Distance distance, double threshold) {
        float[][] gallery = known.stream()
                .map(person -> person.pictures().get(0))
                .map(picture -> embeddings.of(picture).orElse(new float[0]))
                .toArray(float[][]::new);
        float[][] probes = probes().stream()
                .map(picture -> embeddings.of(picture).orElse(new float[0]))
                .toArray(float[][]::new);
        int[] people = new int[probes.length];
        int next = 0;
        for (int person = 0; person < known.size(); person++) {
            for (int i = 1; i < known.get(person).pictures().size(); i++) {
                people[next++] = person;
            }
        }
        java.util.Arrays.fill(people, next, people.length, -1);
        return Identification.of(gallery, probes, people, distance, threshold);
    }
}
