package org.likeness.gallery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.search.AdaptiveIndex;
import org.likeness.search.FaceVectors;
import org.likeness.search.SearchIndex;

/**
 * Finds the people of a gallery, as it is at each question. The index holds the codes of all faces that are searched in one space; it is
 * read from the gallery once, and then follows its changes, by whatever process. Embeddings of the best candidates are read from the
 * gallery. Thread-safe.
 *
 * <p>Answers are exact, except in a program that searches a large gallery often: there a graph finds the nearest person
 * ({@link AdaptiveIndex}). All of it is in memory.
 */
public final class GalleryIndex implements AutoCloseable {
    private final Gallery gallery;
    private final Optional<EncoderId> fixed;
    private final long graphFrom;
    private final int threads;
    private @Nullable Content content;

    /**
     * Searches the gallery's current space, whichever that is.
     *
     * @param gallery stays open as long as it is searched
     */
    public GalleryIndex(Gallery gallery) {
        this(gallery, Optional.empty(), AdaptiveIndex.GRAPH_FROM);
    }

    /**
     * Searches the gallery's current space, with another size from which on a graph finds the nearest person.
     *
     * @param gallery   stays open as long as it is searched
     * @param graphFrom faces; {@link Long#MAX_VALUE} for exact answers always
     */
    public GalleryIndex(Gallery gallery, long graphFrom) {
        this(gallery, Optional.empty(), graphFrom);
    }

    /**
     * Searches one space; if it is not the current one, those who have no face in that.
     *
     * @param gallery stays open as long as it is searched
     */
    public GalleryIndex(Gallery gallery, EncoderId space) {
        this(gallery, Optional.of(space), AdaptiveIndex.GRAPH_FROM);
    }

    private GalleryIndex(Gallery gallery, Optional<EncoderId> fixed, long graphFrom) {
        this.gallery = gallery;
        this.fixed = fixed;
        this.graphFrom = graphFrom;
        this.threads = Runtime.getRuntime().availableProcessors();
    }

    /**
     * The nearest people, each by the nearest of their faces.
     *
     * @param count at most so many, at least 1
     * @return nearest first; fewer if fewer are enrolled
     * @throws org.likeness.core.embedding.SpaceMismatchException if the embedding is not of the space that is searched
     */
    public List<Neighbor> nearest(Embedding embedding, int count) {
        return nearest(List.of(embedding), count).get(0);
    }

    /** The nearest people for each of several embeddings, in less time than one after another. */
    public List<List<Neighbor>> nearest(List<Embedding> embeddings, int count) {
        Content now = current();
        embeddings.forEach(embedding -> Spaces.requireSame(gallery.name(), now.space, embedding.space()));
        SearchIndex index = now.index;
        if (index == null) {
            return embeddings.stream().map(embedding -> List.<Neighbor>of()).toList();
        }
        return index.nearest(embeddings.stream().map(Embedding::values).toArray(float[][]::new), count).stream()
                .map(hits -> hits.stream()
                        .flatMap(hit -> neighbor(hit, now.space).stream())
                        .toList())
                .toList();
    }

    /**
     * The people nearest to enrolled faces, without the people of those faces.
     *
     * @param faces that are searched in this space; others are passed over
     * @param count at most so many, at least 1
     * @return nearest first, each by the smallest distance to one of the faces
     */
    public List<Neighbor> similar(List<FaceId> faces, int count) {
        Set<PersonId> own = new HashSet<>();
        List<Embedding> embeddings = new ArrayList<>();
        EncoderId space = current().space;
        for (FaceId face : faces) {
            gallery.face(face).ifPresent(known -> own.add(known.person()));
            gallery.vector(face, space).ifPresent(values -> embeddings.add(new Embedding(space, values)));
        }
        if (embeddings.isEmpty()) {
            return List.of();
        }
        Map<PersonId, Neighbor> best = new HashMap<>();
        for (List<Neighbor> nearest : nearest(embeddings, count + own.size())) {
            for (Neighbor neighbor : nearest) {
                if (!own.contains(neighbor.person().id())) {
                    best.merge(
                            neighbor.person().id(),
                            neighbor,
                            (one, other) -> other.distance() < one.distance() ? other : one);
                }
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Neighbor::distance)
                        .thenComparing(neighbor -> neighbor.face().id()))
                .limit(count)
                .toList();
    }

    /** Empty if the face or the person was removed since. */
    private Optional<Neighbor> neighbor(SearchIndex.Hit hit, EncoderId space) {
        return gallery.face(new FaceId(hit.face()))
                .flatMap(face ->
                        gallery.person(face.person()).map(person -> new Neighbor(person, face, space, hit.distance())));
    }

    /** The number of faces that are searched. */
    public int size() {
        return current().size();
    }

    private synchronized Content current() {
        GalleryVersion version =
                gallery.version(); // before the content: a later change is noticed at the next question
        Content held = content;
        if (held == null
                || !held.version.epoch().equals(version.epoch())
                || !held.version.space().equals(version.space())) {
            return read(version);
        }
        if (held.version.sequence() != version.sequence()) {
            if (!held.space.equals(version.space())) {
                return read(version); // a face that came to the current space takes all of its person's out of this one
            }
            List<FaceId> changed = gallery.changedAfter(held.version.sequence());
            if (changed.size() > held.size()) {
                return read(version); // face by face would take longer, and more memory
            }
            held.follow(changed, version);
        }
        return held;
    }

    private Content read(GalleryVersion version) {
        Content whole = new Content(version, fixed.orElse(version.space()));
        gallery.visit(whole.space, whole::add);
        close();
        content = whole;
        return whole;
    }

    /** Whether a graph answers who is nearest. */
    synchronized boolean usesGraph() {
        return content != null && content.index != null && content.index.usesGraph();
    }

    /** Ends what runs in the background. The gallery remains open. */
    @Override
    public synchronized void close() {
        Content held = content;
        content = null;
        if (held != null && held.index != null) {
            held.index.close();
        }
    }

    /** The faces of a gallery at one version. */
    private final class Content {
        private final EncoderId space;
        private GalleryVersion version;
        private @Nullable AdaptiveIndex index; // of the dimension of the first face
        private long lastFace;

        private Content(GalleryVersion version, EncoderId space) {
            this.version = version;
            this.space = space;
        }

        private int size() {
            return index == null ? 0 : index.size();
        }

        private void follow(List<FaceId> changed, GalleryVersion later) {
            if (index != null) {
                SearchIndex held = index;
                changed.stream().filter(face -> face.value() <= lastFace).forEach(face -> held.remove(face.value()));
            }
            // not while the gallery is read: a search that holds the index would wait for it, and this for the search
            List<Runnable> additions = new ArrayList<>();
            gallery.visit(space, changed, (face, person, vector) -> additions.add(() -> add(face, person, vector)));
            additions.forEach(Runnable::run);
            version = later;
        }

        private void add(FaceId face, PersonId person, float[] vector) {
            if (index == null) {
                index = new AdaptiveIndex(vector.length, new Vectors(space), threads, graphFrom);
            }
            index.add(face.value(), person.value(), vector);
            lastFace = Math.max(lastFace, face.value());
        }
    }

    /** The embeddings of one space, read from the gallery. */
    private final class Vectors implements FaceVectors {
        private final EncoderId space;

        private Vectors(EncoderId space) {
            this.space = space;
        }

        @Override
        public float @Nullable [] vector(long face) {
            return gallery.vector(new FaceId(face), space).orElse(null);
        }

        @Override
        public float[] @Nullable [] vectors(long[] faces) {
            Map<Long, float[]> found = new HashMap<>();
            gallery.visit(
                    space,
                    Arrays.stream(faces).mapToObj(FaceId::new).toList(),
                    (face, person, vector) -> found.put(face.value(), vector));
            return Arrays.stream(faces).mapToObj(found::get).toArray(float[][]::new);
        }
    }
}
