package org.likeness.api.client;

import java.util.List;
import java.util.Optional;
import org.likeness.api.gallery.ForgetAnswer;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.api.recognition.SimilarPeopleAnswer;
import org.likeness.api.recognition.VerifyPersonAnswer;
import org.likeness.api.service.EditPersonRequest;
import org.likeness.api.service.EnrollmentAnswer;
import org.likeness.api.service.MergeRequest;

/** The operations on a person: {@link GalleryClient#person}. Thread-safe. */
public final class PersonClient {
    private final Transport transport;
    private final String gallery;
    private final long id;
    private final Optional<String> version;

    PersonClient(Transport transport, String gallery, long id) {
        this(transport, gallery, id, Optional.empty());
    }

    private PersonClient(Transport transport, String gallery, long id, Optional<String> version) {
        this.transport = transport;
        this.gallery = gallery;
        this.id = id;
        this.version = version;
    }

    /** In the gallery. */
    public long id() {
        return id;
    }

    /** The person with all faces. */
    public PersonAnswer get() {
        return read().answer();
    }

    /** The person with all faces, and the version by which a change tells whether it is still the same. */
    public PersonVersion read() {
        Call call = call(Operation.PERSON);
        ServiceReply reply = transport.send(call);
        return new PersonVersion(
                transport.read(call, reply, PersonAnswer.class),
                reply.header("ETag").orElse(""));
    }

    /**
     * The same operations, of which {@link #edit}, {@link #mergeInto} and {@link #forget} fail with the problem {@code changed} if the person
     * is no longer as it was read.
     */
    public PersonClient ifUnchanged(PersonVersion read) {
        return new PersonClient(transport, gallery, id, Optional.of(read.etag()));
    }

    /** Changes what the request names. */
    public PersonAnswer edit(EditPersonRequest change) {
        return transport.answer(call(Operation.PERSON_EDIT).ifMatch(version).body(change), PersonAnswer.class);
    }

    /** Gives all faces to another person, who is answered; this one is removed. It can be undone. */
    public PersonAnswer mergeInto(long other) {
        return transport.answer(
                call(Operation.PERSON_MERGE).ifMatch(version).body(new MergeRequest(other)), PersonAnswer.class);
    }

    /** Erases the person, all faces and the name in the history. It cannot be undone. */
    public ForgetAnswer forget() {
        return transport.answer(call(Operation.PERSON_FORGET).ifMatch(version), ForgetAnswer.class);
    }

    /** Enrolls further pictures. */
    public EnrollmentAnswer enroll(List<Picture> pictures) {
        return enroll(pictures, EnrollOptions.USUAL);
    }

    /** Enrolls further pictures. */
    public EnrollmentAnswer enroll(List<Picture> pictures, EnrollOptions options) {
        return transport.answer(call(Operation.FACE_ADD).query(options.query()).body(pictures), EnrollmentAnswer.class);
    }

    /**
     * The people who are nearest.
     *
     * @param count at most so many, in [1, 1000]
     */
    public SimilarPeopleAnswer similar(int count) {
        return transport.answer(call(Operation.PERSON_SIMILAR).query("count", count), SimilarPeopleAnswer.class);
    }

    /** Whether a picture shows the person. */
    public VerificationResult<VerifyPersonAnswer> verify(Picture picture) {
        return verify(picture, VerifyOptions.USUAL);
    }

    /** Whether a picture shows the person. */
    public VerificationResult<VerifyPersonAnswer> verify(Picture picture, VerifyOptions options) {
        return VerificationResult.ask(
                transport,
                call(Operation.PERSON_VERIFY).query(options.query()).body(List.of(picture)),
                VerifyPersonAnswer.class);
    }

    private Call call(Operation operation) {
        return Call.of(operation, gallery, id);
    }

    @Override
    public String toString() {
        return "PersonClient[" + gallery + ", " + id + "]";
    }
}
