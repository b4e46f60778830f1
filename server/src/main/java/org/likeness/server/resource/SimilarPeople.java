package org.likeness.server.resource;

import java.util.List;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Person;
import org.likeness.server.answer.Faces;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Call;
import org.likeness.server.http.Reply;

/** The people nearest to somebody who is enrolled. */
final class SimilarPeople {
    /** The parameter that says how many. */
    static final String COUNT = "count";

    private static final int USUAL = 5;
    private static final int MOST = 1_000;

    private SimilarPeople() {}

    /** @param faces the person's, to which distances are measured */
    static Reply reply(Call call, ServedGallery gallery, Person person, List<FaceId> faces) {
        int count = call.query(COUNT, USUAL, 1, MOST);
        return Reply.of(Faces.similar(
                        gallery.name(), person, faces, gallery.exact().similar(faces, count)))
                .about(List.of(person.id().value()));
    }
}
