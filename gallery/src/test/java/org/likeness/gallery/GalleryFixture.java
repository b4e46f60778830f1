package org.likeness.gallery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;

/** A new gallery for each test, in the store that a subclass chooses. */
public abstract class GalleryFixture {
    protected static final EncoderId SPACE = new EncoderId("a".repeat(64));
    static final EncoderId OTHER = new EncoderId("b".repeat(64));
    static final PersonDetails ANN = PersonDetails.named("Ann");
    static final PersonDetails BO = PersonDetails.named("Bo");

    final Clock clock = new Clock();

    @SuppressWarnings("NullAway.Init") // before each test
    Gallery gallery;

    /** Goes on when it is told to. */
    static final class Clock implements InstantSource {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** A new gallery of pictures that were cut out already. */
    protected abstract Gallery open(EncoderId space, FaceExtraction extraction, InstantSource clock);

    /** Whether the store itself overwrites what is forgotten, everywhere. */
    protected boolean overwrites() {
        return true;
    }

    /** How many random sequences of changes are tried; fewer where a store is slow. */
    protected int sequences() {
        return 15;
    }

    @BeforeEach
    void openGallery() {
        gallery = open(SPACE, FaceExtraction.CUT_OUT, clock);
    }

    @AfterEach
    void closeGallery() {
        gallery.close();
    }

    static NewFace face(int number) {
        return NewFace.of(new Embedding(SPACE, new float[] {number, 1}), number + ".jpg");
    }

    static List<NewFace> faces(int... numbers) {
        return IntStream.of(numbers).mapToObj(GalleryFixture::face).toList();
    }

    PersonId enroll(PersonDetails details, int... numbers) {
        return gallery.enroll(details, faces(numbers)).get(0).person();
    }

    List<String> sources(PersonId person) {
        return gallery.faces(person).stream().map(Face::source).toList();
    }
}
