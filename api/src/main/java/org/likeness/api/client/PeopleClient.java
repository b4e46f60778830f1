package org.likeness.api.client;

import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.service.EnrollmentAnswer;
import org.likeness.api.service.NewPersonRequest;
import org.likeness.api.service.PeopleAnswer;
import org.likeness.api.service.ReviewAnswer;

/** The operations on the people of a gallery: {@link GalleryClient#people}. Thread-safe. */
public final class PeopleClient {
    private static final int PAGE = 1000; // the most that the service gives

    private final Transport transport;
    private final String gallery;

    PeopleClient(Transport transport, String gallery) {
        this.transport = transport;
        this.gallery = gallery;
    }

    /** All people in the order of their ids. A page is asked for when the stream comes to it; who is added meanwhile may be among them. */
    public Stream<EnrolledPerson> stream() {
        return stream(Call.of(Operation.PEOPLE, gallery));
    }

    /** The people whose name has a text in it, whatever the case, in the order of their ids. The service reads all names for it. */
    public Stream<EnrolledPerson> search(String text) {
        return stream(Call.of(Operation.PEOPLE, gallery).query("search", text));
    }

    private Stream<EnrolledPerson> stream(Call people) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new PeoplePages(after -> page(people, after, PAGE)),
                        Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
                false);
    }

    /**
     * A page of people in the order of their ids.
     *
     * @param after the id before the first, 0 for the first page, else {@code next} of the page before
     * @param count at most so many, in [1, 1000]
     */
    public PeopleAnswer page(long after, int count) {
        return page(Call.of(Operation.PEOPLE, gallery), after, count);
    }

    private PeopleAnswer page(Call people, long after, int count) {
        return transport.answer(people.query("after", after).query("count", count), PeopleAnswer.class);
    }

    /** The people of a name. */
    public List<EnrolledPerson> named(String person) {
        return found("name", person);
    }

    /** The person with an id in another system. */
    public Optional<EnrolledPerson> withExternalId(String id) {
        return found("externalId", id).stream().findFirst();
    }

    private List<EnrolledPerson> found(String parameter, String value) {
        return transport
                .answer(Call.of(Operation.PEOPLE, gallery).query(parameter, value), PeopleAnswer.class)
                .people();
    }

    /** What would become of pictures of a new person if they were enrolled. */
    public ReviewAnswer review(List<Picture> pictures, EnrollOptions options) {
        return transport.answer(
                Call.of(Operation.REVIEW, gallery).query(options.query()).body(pictures), ReviewAnswer.class);
    }

    /** Adds a person with pictures, or without any. */
    public EnrollmentAnswer add(String person, List<Picture> pictures) {
        return add(NewPersonRequest.named(person), pictures, EnrollOptions.USUAL);
    }

    /**
     * Adds a person. Each picture is accepted or refused with a reason; if none is accepted, nobody is added.
     *
     * @param person   who; pictures are in it, or given apart
     * @param pictures of the person; they are sent as they are read
     * @throws IllegalArgumentException if pictures are given in both places
     */
    public EnrollmentAnswer add(NewPersonRequest person, List<Picture> pictures, EnrollOptions options) {
        if (person.pictures() != null && !pictures.isEmpty()) {
            throw new IllegalArgumentException("pictures within the request and apart from it: give them in one place");
        }
        return transport.answer(
                Call.of(Operation.PERSON_ADD, gallery).query(options.query()).body(Body.of(person, pictures)),
                EnrollmentAnswer.class);
    }
}
