package org.likeness.core.gallery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;

/** A gallery in memory. Thread-safe. */
public final class MemoryGallery implements Gallery {
    private record Enrolled(PersonId person, Embedding embedding) {}

    private final EncoderId space;
    private final Map<Enrolled, Entry> entries = new LinkedHashMap<>();
    private long changes;

    /** @param space that all embeddings lie in */
    public MemoryGallery(EncoderId space) {
        this.space = space;
    }

    @Override
    public EncoderId space() {
        return space;
    }

    @Override
    public synchronized void enroll(PersonId person, String picture, Embedding embedding) {
        Spaces.requireSame("the gallery", space, embedding.space());
        Entry entry = new Entry(person, picture, embedding);
        if (entries.putIfAbsent(new Enrolled(person, embedding), entry) == null) {
            changes++;
        }
    }

    @Override
    public synchronized int forget(PersonId person) {
        int before = entries.size();
        entries.keySet().removeIf(enrolled -> enrolled.person().equals(person));
        int pictures = before - entries.size();
        changes += pictures;
        return pictures;
    }

    @Override
    public synchronized SortedMap<PersonId, Integer> people() {
        SortedMap<PersonId, Integer> people = new TreeMap<>();
        entries.keySet().forEach(enrolled -> people.merge(enrolled.person(), 1, Integer::sum));
        return people;
    }

    @Override
    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public synchronized long version() {
        return changes;
    }

    @Override
    public synchronized void close() {
        entries.clear();
        changes++;
    }
}
