package org.likeness.core.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;

/** A gallery in memory. Not thread-safe. */
public final class MemoryGallery implements Gallery {
    private final EncoderId space;
    private final List<Entry> entries = new ArrayList<>();

    /** @param space that all embeddings lie in */
    public MemoryGallery(EncoderId space) {
        this.space = space;
    }

    @Override
    public EncoderId space() {
        return space;
    }

    @Override
    public void enroll(PersonId person, String picture, Embedding embedding) {
        Spaces.requireSame("the gallery", space, embedding.space());
        boolean known = entries.stream()
                .anyMatch(entry ->
                        entry.person().equals(person) && entry.embedding().equals(embedding));
        if (!known) {
            entries.add(new Entry(person, picture, embedding));
        }
    }

    @Override
    public int forget(PersonId person) {
        int before = entries.size();
        entries.removeIf(entry -> entry.person().equals(person));
        return before - entries.size();
    }

    @Override
    public SortedMap<PersonId, Integer> people() {
        SortedMap<PersonId, Integer> people = new TreeMap<>();
        entries.forEach(entry -> people.merge(entry.person(), 1, Integer::sum));
        return people;
    }

    @Override
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void close() {
        entries.clear();
    }
}
