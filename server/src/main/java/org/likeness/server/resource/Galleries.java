package org.likeness.server.resource;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonId;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Call;
import org.likeness.server.http.ServiceException;

/** The galleries of the service by name, and what the paths of requests name in them. */
public final class Galleries {
    private final Map<String, ServedGallery> all = new TreeMap<>();

    /** @throws IllegalArgumentException if two have one name */
    public Galleries(Collection<ServedGallery> galleries) {
        for (ServedGallery gallery : galleries) {
            if (all.put(gallery.name(), gallery) != null) {
                throw new IllegalArgumentException("two galleries are named " + gallery.name());
            }
        }
    }

    public boolean has(String name) {
        return all.containsKey(name);
    }

    List<ServedGallery> of(Call call) {
        return all.values().stream()
                .filter(gallery -> call.caller().mayUse(gallery.name()))
                .toList();
    }

    /** The gallery of the path; the router has seen that it is there. */
    ServedGallery named(Call call) {
        return java.util.Objects.requireNonNull(all.get(call.path("gallery")));
    }

    /** The person of the path. */
    Person person(ServedGallery gallery, Call call) {
        return person(gallery, call.id("person"));
    }

    static Person person(ServedGallery gallery, long id) {
        return gallery.gallery()
                .person(new PersonId(id))
                .orElseThrow(() -> ServiceException.notFound("there is no person %d in \"%s\"", id, gallery.name()));
    }

    /** The face of the path. */
    Face face(ServedGallery gallery, Call call) {
        long id = call.id("face");
        return gallery.gallery()
                .face(new FaceId(id))
                .orElseThrow(() -> ServiceException.notFound("there is no face %d in \"%s\"", id, gallery.name()));
    }
}
