package org.likeness.gallery;

import java.util.Comparator;
import java.util.Optional;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;

/**
 * An enrolled person near a probe.
 *
 * @param person   who
 * @param face     the enrolled face that is nearest
 * @param space    in which it was found
 * @param distance of that face, squared Euclidean
 */
public record Neighbor(Person person, Face face, EncoderId space, double distance) {
    /**
     * A person who is said to be shown, by the nearest face.
     *
     * @param probe in the current space
     * @return empty if the person has no face in it
     * @throws org.likeness.core.embedding.SpaceMismatchException if the probe is of another encoder
     */
    public static Optional<Neighbor> of(Gallery gallery, Person person, Embedding probe) {
        Spaces.requireSame(gallery.name(), gallery.space(), probe.space());
        return gallery.faces(person.id()).stream()
                .flatMap(face -> gallery.embedding(face.id()).stream()
                        .map(enrolled -> new Neighbor(
                                person, face, probe.space(), probe.distanceTo(enrolled, Distance.SQUARED_EUCLIDEAN))))
                .min(Comparator.comparingDouble(Neighbor::distance));
    }
}
