package org.likeness.app.cli.recognize;

import java.util.Optional;
import java.util.function.Supplier;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.PersonDetails;

/**
 * A picture to enroll, and whose it is.
 *
 * @param person  id, external id or name
 * @param details of a new person; empty if the name says everything
 * @param picture its name
 * @param image   decodes it
 * @param file    reads its file
 * @param box     of the face that is meant, if it is known
 */
record EnrollmentCandidate(
        String person,
        Optional<PersonDetails> details,
        String picture,
        Supplier<FaceImage> image,
        Supplier<byte[]> file,
        Optional<Box> box) {
    /** @throws org.likeness.core.LikenessException if it is a name that nobody can have */
    PersonDetails ifNew() {
        return details.orElseGet(() -> PersonDetails.named(person));
    }
}
