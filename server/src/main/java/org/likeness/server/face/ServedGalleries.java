package org.likeness.server.face;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The galleries of a service by name. They are added before it starts. */
public final class ServedGalleries implements AutoCloseable {
    private final Map<String, ServedGallery> all = new TreeMap<>();

    /**
     * Adds one.
     *
     * @param gallery closed with this
     * @throws IllegalArgumentException if another one has its name
     */
    public void add(ServedGallery gallery) {
        if (all.putIfAbsent(gallery.name(), gallery) != null) {
            gallery.close();
            throw new IllegalArgumentException("two galleries are named " + gallery.name());
        }
    }

    public boolean has(String name) {
        return all.containsKey(name);
    }

    public Optional<ServedGallery> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** In the order of their names. */
    public Collection<ServedGallery> all() {
        return all.values();
    }

    /** Closes all, also if one of them fails. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (ServedGallery gallery : all.values()) {
            try {
                gallery.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
