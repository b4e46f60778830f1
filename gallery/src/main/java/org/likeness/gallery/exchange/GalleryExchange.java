package org.likeness.gallery.exchange;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GallerySpace;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.Spaces;

/** What files of all forms say of a gallery: everything but its history. */
public final class GalleryExchange {
    private static final int PAGE = 1000;

    private GalleryExchange() {}

    /**
     * The beginning of an exchange file: what a gallery for it has to have.
     *
     * @param space      the current one
     * @param extraction how its faces were obtained, if that is known
     * @param others     further spaces
     */
    public record Header(EncoderId space, Optional<FaceExtraction> extraction, List<OtherSpace> others) {
        public Header {
            others = List.copyOf(others);
        }

        /** The header of a gallery. */
        public static Header of(Gallery gallery) {
            return new Header(
                    gallery.space(),
                    gallery.extraction(),
                    gallery.spaces().list().stream()
                            .filter(space -> !space.isCurrent())
                            .map(space -> new OtherSpace(space.encoder(), space.extraction()))
                            .toList());
        }
    }

    /** A space besides the current one. */
    public record OtherSpace(EncoderId space, Optional<FaceExtraction> extraction) {}

    /** All people of a gallery, in the order of their ids, read page by page. */
    public static Iterator<PersonCopy> people(Gallery gallery) {
        return Stream.iterate(
                        gallery.people(Optional.empty(), PAGE),
                        page -> !page.isEmpty(),
                        page -> gallery.people(Optional.of(last(page)), PAGE))
                .flatMap(List::stream)
                .map(person -> PersonCopy.of(gallery, person))
                .iterator();
    }

    private static PersonId last(List<Person> page) {
        return page.get(page.size() - 1).id();
    }

    /**
     * Adds all people of a file to a gallery, in one change. Their ids are kept if the gallery is new.
     *
     * @param people read once
     * @return how many people were added
     * @throws org.likeness.core.LikenessException if the file is of another encoder or another way of obtaining faces, or if somebody in the
     *     gallery has one of its external ids; nothing is added then
     */
    public static int add(Gallery gallery, Header header, Iterator<PersonCopy> people) {
        Spaces.requireSame(gallery.name(), gallery.space(), header.space());
        if (header.extraction().isPresent() && gallery.extraction().isPresent()) {
            gallery.extraction()
                    .get()
                    .requireSame(gallery.name(), header.extraction().get());
        }
        Set<EncoderId> held =
                gallery.spaces().list().stream().map(GallerySpace::encoder).collect(Collectors.toSet());
        List<OtherSpace> added = header.others().stream()
                .filter(other -> !held.contains(other.space()))
                .toList();
        header.others().forEach(other -> gallery.spaces().prepare(other.space(), other.extraction()));
        try {
            return gallery.add(people);
        } catch (RuntimeException e) {
            added.forEach(other -> gallery.spaces().remove(other.space()));
            throw e;
        }
    }
}
