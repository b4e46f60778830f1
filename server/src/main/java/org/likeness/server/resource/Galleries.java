package org.likeness.server.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonId;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Call;
import org.likeness.server.http.ServiceException;

/** What the paths of requests name: galleries, people, faces. */
public final class Galleries {
    private final ServedGalleries served;

    public Galleries(ServedGalleries served) {
        this.served = served;
    }

    /** Something of each gallery that the caller may use, in the order of their names. */
    <T> List<T> each(Call call, Function<ServedGallery, T> reading) {
        List<T> all = new ArrayList<>();
        for (String name : served.names()) {
            if (call.caller().mayUse(name)) {
                served.lease(name).ifPresent(lease -> {
                    try (lease) {
                        all.add(reading.apply(lease.gallery()));
                    }
                });
            }
        }
        return all;
    }

    /** The gallery of the path. */
    ServedGallery named(Call call) {
        return call.gallery().gallery();
    }

    /** The person of the path. */
    Person person(ServedGallery gallery, Call call) {
        return person(gallery, call.id("person"));
    }

    static Person person(ServedGallery gallery, long id) {
        requireId("person", id);
        return gallery.gallery()
                .person(new PersonId(id))
                .orElseThrow(() -> ServiceException.notFound("there is no person %d in \"%s\"", id, gallery.name()));
    }

    /** The face of the path. */
    Face face(ServedGallery gallery, Call call) {
        return face(gallery, call.id("face"));
    }

    Face face(ServedGallery gallery, long id) {
        requireId("face", id);
        return gallery.gallery()
                .face(new FaceId(id))
                .orElseThrow(() -> ServiceException.notFound("there is no face %d in \"%s\"", id, gallery.name()));
    }

    private static void requireId(String name, long id) {
        if (id < 1) {
            throw ServiceException.invalid("%s %d: an id is a number of 1 or more", name, id);
        }
    }
}
