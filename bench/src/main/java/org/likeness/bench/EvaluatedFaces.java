package org.likeness.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;

/**
 * Pictures of people who are tested, at most {@value #MOST} of each. Of people with several, the first picture is enrolled and the others are
 * probes; people with one are strangers to the gallery.
 */
final class EvaluatedFaces {
    private static final int MOST = 5; // of one person, of whose pairs there would otherwise be too many among all

    private final List<Picture> pictures = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Integer> gallery = new ArrayList<>();
    private final List<Integer> mates = new ArrayList<>();
    private final List<Integer> strangers = new ArrayList<>();

    private EvaluatedFaces() {}

    static EvaluatedFaces of(FaceDataset people) {
        EvaluatedFaces faces = new EvaluatedFaces();
        for (int person = 0; person < people.identities().size(); person++) {
            faces.add(people.identities().get(person), person);
        }
        return faces;
    }

    private void add(Identity identity, int person) {
        List<Picture> some = identity.pictures()
                .subList(0, Math.min(MOST, identity.pictures().size()));
        (some.size() > 1 ? gallery : strangers).add(pictures.size());
        for (int place = 1; place < some.size(); place++) {
            mates.add(pictures.size() + place);
        }
        some.forEach(picture -> {
            pictures.add(picture);
            labels.add(person);
        });
    }

    List<Picture> pictures() {
        return pictures;
    }

    int size() {
        return pictures.size();
    }

    /** Whose face it is. */
    int label(int face) {
        return labels.get(face);
    }

    /**
     * One face of each person who is enrolled in one of several galleries of different people.
     *
     * @param part which, in [0, parts)
     */
    int[] gallery(int part, int parts) {
        return IntStream.range(0, gallery.size())
                .filter(place -> place % parts == part)
                .map(gallery::get)
                .toArray();
    }

    /** Further faces of the people of a gallery. */
    int[] mates(int[] enrolled) {
        Set<Integer> people = Arrays.stream(enrolled).mapToObj(this::label).collect(Collectors.toSet());
        return mates.stream()
                .filter(face -> people.contains(label(face)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Faces of people who are not enrolled. */
    int[] strangers() {
        return strangers.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d pictures of %,d people; %,d are enrolled, %,d probes of them, %,d strangers",
                pictures.size(),
                gallery.size() + strangers.size(),
                gallery.size(),
                mates.size(),
                strangers.size());
    }
}
