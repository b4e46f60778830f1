package org.likeness.core.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random permutations. */
public final class Shuffled {
    private Shuffled() {}

    /** The same elements in an order each of which is as likely (Fisher and Yates); the list may be changed. */
    public static <T> List<T> of(List<? extends T> elements, RandomGenerator random) {
        List<T> shuffled = new ArrayList<>(elements);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }
}
