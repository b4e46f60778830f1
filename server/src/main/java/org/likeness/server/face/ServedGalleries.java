package org.likeness.server.face;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.gallery.Erasure;

/**
 * The galleries of a service by name. Those that are given to it remain until it stops; those of its folder are created and removed meanwhile.
 * A request holds a {@link GalleryLease} of its gallery: a gallery is closed when nobody holds one. Thread-safe.
 */
public final class ServedGalleries implements AutoCloseable {
    private static final int MOST = 1_000; // each holds up to three files open

    private final Optional<GalleryFolder> folder;
    private final Function<String, ServedGallery> opening;
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();

    // guarded by this
    private final Map<String, Entry> all = new TreeMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Set<String> reserved = new HashSet<>();
    private boolean isFixed;

    /** A gallery, and who uses it; guarded by the galleries. */
    private static final class Entry {
        private final ServedGallery gallery;
        private int leases;
        private boolean isLeaving;

        private Entry(ServedGallery gallery) {
            this.gallery = gallery;
        }
    }

    /** Of a service that creates and removes none. */
    public ServedGalleries() {
        this.folder = Optional.empty();
        this.opening = name -> {
            throw new IllegalStateException("there is no folder for galleries");
        };
    }

    /**
     * Of a service that creates and removes galleries.
     *
     * @param folder  of these
     * @param opening opens or makes the gallery of a name in the folder
     */
    public ServedGalleries(GalleryFolder folder, Function<String, ServedGallery> opening) {
        this.folder = Optional.of(folder);
        this.opening = opening;
    }

    /** Adds the galleries that are in the folder. */
    public void addThoseOfTheFolder() {
        folder.stream().flatMap(there -> there.names().stream()).forEach(name -> add(opening.apply(name)));
    }

    /**
     * Adds one.
     *
     * @param gallery closed with this
     * @throws IllegalArgumentException if another one has its name
     */
    public void add(ServedGallery gallery) {
        synchronized (this) {
            if (!all.containsKey(gallery.name())) {
                all.put(gallery.name(), new Entry(gallery));
                return;
            }
        }
        gallery.close();
        throw new IllegalArgumentException("two galleries are named " + gallery.name());
    }

    /** Registers who remembers something of galleries: the watcher is told the name of each that was removed, and forgets it. */
    public void whenRemoved(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    /** Names galleries of other services, of whose names none is created here. */
    public synchronized void reserve(Set<String> names) {
        reserved.addAll(names);
    }

    /** Whether there is a folder for galleries. */
    public boolean canCreate() {
        return folder.isPresent();
    }

    /** Whether there is a gallery of a name, and it is not about to be removed. */
    public synchronized boolean has(String name) {
        Entry found = all.get(name);
        return found != null && !found.isLeaving;
    }

    /** Whether a gallery is one of the folder. */
    public synchronized boolean isRemovable(String name) {
        Entry found = all.get(name);
        return found != null && found.gallery.isRemovable();
    }

    /** The names of all galleries, in their order. */
    public synchronized List<String> names() {
        return all.keySet().stream().filter(this::has).toList();
    }

    /** The use of a gallery, to be closed; empty if there is none of that name. */
    public synchronized Optional<GalleryLease> lease(String name) {
        return has(name) ? Optional.ofNullable(all.get(name)).map(this::leased) : Optional.empty();
    }

    private GalleryLease leased(Entry entry) {
        entry.leases++;
        return new GalleryLease(entry.gallery, () -> isServed(entry), () -> release(entry));
    }

    private synchronized boolean isServed(Entry entry) {
        return !entry.isLeaving;
    }

    private synchronized void release(Entry entry) {
        entry.leases--;
        notifyAll();
    }

    /**
     * Creates a gallery in the folder.
     *
     * @return its use, to be closed
     * @throws LikenessException if there is no folder, the name is none of a gallery or taken, or there are too many
     */
    public GalleryLease create(String name) {
        GalleryFolder place = folder.orElseThrow(
                () -> LikenessException.unsupported(
                        "this service has no folder for galleries, and cannot create any: start it with one, the setting \"galleries\""));
        ServedGallery.requireName(name);
        begin(name);
        try {
            ServedGallery made = place.make(name, opening);
            synchronized (this) {
                Entry entry = new Entry(made);
                all.put(name, entry);
                return leased(entry);
            }
        } finally {
            synchronized (this) {
                begun.remove(name);
            }
        }
    }

    private synchronized void begin(String name) {
        requireChangeable();
        Entry found = all.get(name);
        if (reserved.contains(name)) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "\"%s\" is the name of a gallery of another service that is searched here: choose another name",
                    name));
        }
        if (begun.contains(name) || found != null) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    found != null && found.isLeaving
                            ? "the gallery \"%s\" is being removed: try again when that is done"
                            : "there is a gallery \"%s\" already: choose another name",
                    name));
        }
        if (all.size() + begun.size() >= MOST) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "there are %,d galleries, and no more are served: remove one that is not needed",
                    MOST));
        }
        begun.add(name);
    }

    private void requireChangeable() {
        if (isFixed) {
            throw new LikenessException(
                    LikenessException.Kind.UNAVAILABLE,
                    "the service stops, and neither creates nor removes galleries: try again when it runs");
        }
    }

    /**
     * Removes a gallery of the folder with its file. It is not found from now on; requests that use it may end.
     *
     * @param own     use of the gallery, by the request that removes it
     * @param longest that other requests are waited for
     * @throws LikenessException if the gallery is none of the folder, it is used by other requests all this time or by another process, or
     *     the service stops: it is served further on. Also if its file cannot be erased: it is not served then
     */
    public Erasure remove(GalleryLease own, Duration longest) {
        String name = own.gallery().name();
        Entry entry = leaving(own.gallery());
        try {
            awaitOthers(entry, longest);
            return entry.gallery.erase();
        } finally {
            boolean isGone = !entry.gallery.isOpen();
            if (isGone) {
                watchers.forEach(watcher -> watcher.accept(name));
            }
            synchronized (this) {
                entry.isLeaving = isGone;
                if (isGone) {
                    all.remove(name);
                }
            }
        }
    }

    private synchronized Entry leaving(ServedGallery gallery) {
        String name = gallery.name();
        Entry entry = all.get(name);
        if (entry == null || entry.isLeaving) { // by another request
            throw LikenessException.notFound(String.format(Locale.ROOT, "there is no gallery \"%s\"", name));
        }
        if (!gallery.isRemovable()) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "the gallery \"%s\" was given to the service by name, and is not in its folder for galleries: stop the service and delete the gallery by hand",
                    name));
        }
        requireChangeable();
        entry.isLeaving = true;
        return entry;
    }

    private synchronized void awaitOthers(Entry entry, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (entry.leases > 1) {
                requireChangeable();
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw LikenessException.conflict(String.format(
                            Locale.ROOT,
                            "the gallery \"%s\" is in use by other requests, and was not removed: try again when they have ended",
                            entry.gallery.name()));
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LikenessException.unavailable("the service stops, and removed no gallery: try again when it runs", e);
        }
    }

    /** Ends removals that wait, and refuses others: the service is about to stop. */
    public synchronized void refuseChanges() {
        isFixed = true;
        notifyAll();
    }

    /** Closes all, also if one of them fails. */
    @Override
    public void close() {
        List<ServedGallery> left = new ArrayList<>();
        synchronized (this) {
            isFixed = true;
            all.values().forEach(entry -> left.add(entry.gallery));
            all.clear();
        }
        RuntimeException failure = null;
        for (ServedGallery gallery : left) {
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
