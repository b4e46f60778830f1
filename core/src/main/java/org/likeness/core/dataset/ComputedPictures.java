package org.likeness.core.dataset;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * A list of pictures that are computed from their index on each access and not stored, so that a set of any size takes no memory.
 * Immutable; copying it is unnecessary.
 */
public final class ComputedPictures extends AbstractList<Picture> implements RandomAccess {
    private final int count;
    private final IntFunction<Picture> picture;

    /**
     * @param count   how many there are
     * @param picture gives the picture of a number in [0, count), an equal one each time
     */
    public ComputedPictures(int count, IntFunction<Picture> picture) {
        this.count = count;
        this.picture = picture;
    }

    @Override
    public Picture get(int number) {
        return picture.apply(Objects.checkIndex(number, count));
    }

    @Override
    public int size() {
        return count;
    }
}
