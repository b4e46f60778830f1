package org.likeness.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.JoinedDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.PictureNumbers;

/** One data set, or two that should have nothing in common, with their people and pictures numbered consecutively. */
public final class AuditedSets {
    private final FaceDataset joined;
    private final PictureNumbers numbers;
    private final List<AuditedPerson> people = new ArrayList<>();
    private final List<AuditedPicture> pictures = new ArrayList<>();
    private final Map<String, AuditedPicture> byName = new HashMap<>(); // as the joined set calls them
    private final int firstSet;

    private AuditedSets(List<FaceDataset> sets) {
        this.joined = JoinedDataset.of(sets);
        this.numbers = new PictureNumbers(joined);
        this.firstSet = sets.get(0).identities().size();
        for (int set = 0; set < sets.size(); set++) {
            for (Identity identity : sets.get(set).identities()) {
                AuditedPerson person = new AuditedPerson(set + 1, identity);
                List<Picture> named = joined.identities().get(people.size()).pictures();
                people.add(person);
                for (int i = 0; i < named.size(); i++) {
                    AuditedPicture picture =
                            new AuditedPicture(person, identity.pictures().get(i));
                    pictures.add(picture);
                    byName.put(named.get(i).name(), picture);
                }
            }
        }
    }

    /** One set alone, or a first one and another that it is held against. */
    public static AuditedSets of(FaceDataset data, Optional<FaceDataset> against) {
        return new AuditedSets(against.map(other -> List.of(data, other)).orElseGet(() -> List.of(data)));
    }

    /** Both as one; {@link JoinedDataset} says how their names differ then. */
    public FaceDataset joined() {
        return joined;
    }

    /** All people, those of the first set before the others. */
    public List<AuditedPerson> people() {
        return people;
    }

    /** All pictures, in the order of the people. */
    public List<AuditedPicture> pictures() {
        return pictures;
    }

    /** How many of the people are of the first set. */
    public int firstSet() {
        return firstSet;
    }

    /** Names that people of both sets bear, in the first set's order. */
    public List<String> sharedNames() {
        Set<String> shared = new LinkedHashSet<>();
        people.subList(0, firstSet)
                .forEach(person -> shared.add(person.identity().name()));
        Set<String> others = new LinkedHashSet<>();
        people.subList(firstSet, people.size())
                .forEach(person -> others.add(person.identity().name()));
        shared.retainAll(others);
        return List.copyOf(shared);
    }

    /** The picture of a name in {@link #joined}. */
    AuditedPicture picture(String joinedName) {
        return Objects.requireNonNull(byName.get(joinedName), joinedName);
    }

    PictureNumbers numbers() {
        return numbers;
    }
}
