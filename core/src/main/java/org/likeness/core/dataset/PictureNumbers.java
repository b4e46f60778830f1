package org.likeness.core.dataset;

import java.util.Arrays;

/** Numbers the pictures of a data set from 0, identity by identity. */
public final class PictureNumbers {
    private final FaceDataset data;
    private final int[] firsts; // of each identity, and the count of all

    /** Numbers a data set's pictures. */
    public PictureNumbers(FaceDataset data) {
        this.data = data;
        this.firsts = new int[data.identities().size() + 1];
        for (int identity = 0; identity < data.identities().size(); identity++) {
            firsts[identity + 1] = Math.addExact(
                    firsts[identity], data.identities().get(identity).pictures().size());
        }
    }

    /** How many pictures there are. */
    public int count() {
        return firsts[firsts.length - 1];
    }

    /**
     * A picture's number.
     *
     * @param identity place in the data set's list
     * @param place    in the identity's list of pictures
     */
    public int at(int identity, int place) {
        return firsts[identity] + place;
    }

    /** Whose picture a number is: the identity's place in the data set's list. */
    public int identity(int number) {
        int found = Arrays.binarySearch(firsts, number);
        return found >= 0 ? found : -found - 2;
    }

    /** The picture of a number. */
    public Picture picture(int number) {
        int identity = identity(number);
        return data.identities().get(identity).pictures().get(number - firsts[identity]);
    }
}
