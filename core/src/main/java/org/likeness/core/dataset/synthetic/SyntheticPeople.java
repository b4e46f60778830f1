package org.likeness.core.dataset.synthetic;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.likeness.core.dataset.ComputedPictures;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.image.FaceImage;

/**
 * An unlimited set of generated people, each with an unlimited set of pictures.
 *
 * <p>Picture k of person i depends only on the seed, the size, i and k: it can be rendered at any time, in any order and concurrently, and
 * its bytes are the same on every machine.
 */
public final class SyntheticPeople {
    /** Pixels of width and height that the difficulty is tuned for. */
    public static final int DEFAULT_SIZE = 64;
    /** People in the default set. */
    public static final int DEFAULT_PEOPLE = 1000;
    /** Pictures of each person in the default set. */
    public static final int DEFAULT_PICTURES_EACH = 10;

    /** Fewest pixels of width and height. */
    public static final int SMALLEST = 16;
    /** Most pixels of width and height. */
    public static final int LARGEST = 1024;

    /** Of the renderer: another one, other pixels. */
    static final int VERSION = 1;

    private final long seed;
    private final int size;

    /**
     * @param seed another seed, other people
     * @param size pixels of width and height, in [16, 1024]
     * @throws IllegalArgumentException if the size is out of range
     */
    public SyntheticPeople(long seed, int size) {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "synthetic faces of %d×%d pixels: the size must lie in [%d, %d]",
                    size,
                    size,
                    SMALLEST,
                    LARGEST));
        }
        this.seed = seed;
        this.size = size;
    }

    /**
     * Renders a picture.
     *
     * @param person  0 or more
     * @param picture 0 or more
     */
    public FaceImage render(long person, long picture) {
        Person who = Person.draw(new Draw(seed, person));
        Shot shot = Shot.draw(new Draw(seed, person, picture));
        return new Renderer(who, shot, size).render();
    }

    /** People 0 to {@code people - 1}, each with pictures 0 to {@code picturesEach - 1}, rendered when decoded. */
    public FaceDataset dataset(int people, int picturesEach) {
        return dataset(0, people, picturesEach);
    }

    /**
     * A part of the endless set, rendered when decoded.
     *
     * @param firstPerson  0 or more
     * @param people       how many, at least 1
     * @param picturesEach pictures of each, at least 1
     */
    public FaceDataset dataset(long firstPerson, int people, int picturesEach) {
        if (firstPerson < 0 || people < 1 || picturesEach < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d people from number %d with %d pictures each: at least 1, 0 and 1 are needed",
                    people,
                    firstPerson,
                    picturesEach));
        }
        List<Identity> identities = LongStream.range(firstPerson, firstPerson + people)
                .mapToObj(person -> identity(person, picturesEach))
                .toList();
        return new FaceDataset("synthetic people, seed " + seed, identities);
    }

    /** All that determines the pictures. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "synthetic people, version %d, seed %d, %d×%d pixels", VERSION, seed, size, size);
    }

    private Identity identity(long person, int picturesEach) {
        String name = String.format(Locale.ROOT, "person-%05d", person);
        return new Identity(
                name,
                new ComputedPictures(
                        picturesEach,
                        picture -> new SyntheticPicture(
                                this, person, picture, String.format(Locale.ROOT, "%s/%02d.png", name, picture))));
    }
}
