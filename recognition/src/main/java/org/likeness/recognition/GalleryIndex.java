package org.likeness.recognition;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.gallery.Gallery;
import org.likeness.core.gallery.Neighbor;
import org.likeness.core.gallery.PersonId;
import org.likeness.core.gallery.Spaces;
import org.likeness.search.ExactIndex;

/**
 * Finds the people of a gallery, as it is at each question: the gallery is read again only after it has changed, by whatever process.
 * Thread-safe.
 */
public final class GalleryIndex {
    private final Gallery gallery;
    private @Nullable Content content;

    /** @param gallery stays open as long as it is searched */
    public GalleryIndex(Gallery gallery) {
        this.gallery = gallery;
    }

    /**
     * The nearest people, each by the nearest of their pictures.
     *
     * @param count at most so many, at least 1
     * @return nearest first; fewer if fewer are enrolled
     * @throws org.likeness.core.embedding.SpaceMismatchException if the embedding is of another encoder
     */
    public List<Neighbor> nearest(Embedding embedding, int count) {
        Spaces.requireSame("the gallery", gallery.space(), embedding.space());
        Content now = content();
        return now.entries.isEmpty()
                ? List.of()
                : now.index.nearest(embedding.values(), count).stream()
                        .map(hit -> new Neighbor(
                                now.people.get((int) hit.person()),
                                now.entries.get((int) hit.face()).picture(),
                                hit.distance()))
                        .toList();
    }

    private synchronized Content content() {
        long version =
                gallery.version(); // before the content: a change between the two is noticed at the next question
        Content last = content;
        if (last == null || last.version != version) {
            last = new Content(version, gallery.entries());
            content = last;
        }
        return last;
    }

    /** What a gallery held at one version. */
    private static final class Content {
        private final long version;
        private final List<Gallery.Entry> entries;
        private final List<PersonId> people;
        private final ExactIndex index;

        private Content(long version, List<Gallery.Entry> entries) {
            this.version = version;
            this.entries = entries;
            this.people = entries.stream()
                    .map(Gallery.Entry::person)
                    .distinct()
                    .sorted()
                    .toList();
            int dimension = entries.isEmpty() ? 1 : entries.get(0).embedding().values().length;
            this.index = new ExactIndex(
                    dimension,
                    face -> entries.get((int) face).embedding().values(),
                    Runtime.getRuntime().availableProcessors());
            for (int i = 0; i < entries.size(); i++) {
                Gallery.Entry entry = entries.get(i);
                int person = Collections.binarySearch(people, entry.person());
                index.add(i, person, entry.embedding().values());
            }
        }
    }
}
