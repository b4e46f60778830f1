package org.likeness.shards.listing;

import java.util.ArrayList;
import java.util.List;

/**
 * What is damaged in the files of a set and could not be read as a picture of a known person: places without a valid record, shards that end
 * early. Pictures that are known and cannot be decoded are not counted here: they are pictures of the set.
 *
 * @param count    number of damaged places
 * @param examples the first of them, with file, place and reason
 */
public record Damages(int count, List<String> examples) {
    /** None. */
    public static final Damages NONE = new Damages(0, List.of());

    /** Damages that are described; others are only counted. */
    public static final int DESCRIBED = 20;

    public Damages {
        examples = List.copyOf(examples);
    }

    /** Whether nothing is damaged. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** These and those of another set. */
    public Damages plus(Damages other) {
        List<String> all = new ArrayList<>(examples);
        other.examples.stream().limit(Math.max(0, DESCRIBED - all.size())).forEach(all::add);
        return new Damages(count + other.count, all);
    }
}
