package org.likeness.app.cli.gallery;

import java.util.List;
import java.util.Optional;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.gallery.Gallery;

/** Finds enrolled people, here or on a server. */
public interface PeopleLookup {
    /** The gallery's name for messages, such as {@code gallery "staff.db"}. */
    String described();

    Optional<EnrolledPerson> withId(long id);

    Optional<EnrolledPerson> withExternalId(String id);

    List<EnrolledPerson> named(String name);

    /** Those of a gallery that is open here. */
    static PeopleLookup of(Gallery gallery) {
        return new LocalGallery(gallery, gallery.name());
    }

    /** Those of a gallery of a server. */
    static PeopleLookup of(GalleryClient gallery) {
        return new RemoteGallery(gallery);
    }
}
