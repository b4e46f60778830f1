package org.likeness.api.client;

import java.time.Instant;
import java.util.List;
import org.likeness.api.gallery.ForgetAnswer;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.api.recognition.SimilarPeopleAnswer;
import org.likeness.api.service.MoveRequest;
import org.likeness.api.service.SplitRequest;

/** The operations on single faces of a gallery: {@link GalleryClient#faces}. Thread-safe. */
public final class FacesClient {
    private final Transport transport;
    private final String gallery;

    FacesClient(Transport transport, String gallery) {
        this.transport = transport;
        this.gallery = gallery;
    }

    /** Erases a face; the person remains. It cannot be undone. */
    public ForgetAnswer forget(long face) {
        return transport.answer(Call.of(Operation.FACE_FORGET, gallery, face), ForgetAnswer.class);
    }

    /**
     * Erases the faces that were enrolled before a time, and the people who were added before it and then have no face. It cannot be undone.
     *
     * @param time in the past
     */
    public ForgetAnswer forgetEnrolledBefore(Instant time) {
        return transport.answer(
                Call.of(Operation.FACES_FORGET, gallery).query("enrolledBefore", time), ForgetAnswer.class);
    }

    /**
     * The people who are nearest to a face, without its own.
     *
     * @param count at most so many, in [1, 1000]
     */
    public SimilarPeopleAnswer similar(long face, int count) {
        return transport.answer(
                Call.of(Operation.FACE_SIMILAR, gallery, face).query("count", count), SimilarPeopleAnswer.class);
    }

    /** The kept picture of a face, as a PNG file. */
    public byte[] crop(long face) {
        return transport.send(Call.of(Operation.FACE_CROP, gallery, face)).body();
    }

    /**
     * Gives faces to another person, who is answered.
     *
     * @param faces ids, one or more
     * @param into  id of the person
     */
    public PersonAnswer move(List<Long> faces, long into) {
        return transport.answer(
                Call.of(Operation.FACE_MOVE, gallery).body(new MoveRequest(faces, into)), PersonAnswer.class);
    }

    /** Gives faces to a new person, who is answered. */
    public PersonAnswer split(SplitRequest request) {
        return transport.answer(Call.of(Operation.FACE_SPLIT, gallery).body(request), PersonAnswer.class);
    }
}
