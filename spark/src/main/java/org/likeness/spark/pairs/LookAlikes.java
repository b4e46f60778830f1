package org.likeness.spark.pairs;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.likeness.export.NegativesFile;

/**
 * Two people whose faces are near each other.
 *
 * @param person   whose faces were searched for
 * @param other    whose faces were found
 * @param faces    how many of the hardest negatives of the person's faces are the other's
 * @param distance of the nearest two faces, squared
 */
public record LookAlikes(String person, String other, long faces, double distance) implements Serializable {
    /** Those of some negatives. */
    static Collection<LookAlikes> of(Stream<NegativesFile.Row> rows) {
        Map<String, LookAlikes> alike = new HashMap<>();
        rows.forEach(row -> {
            var pair = new LookAlikes(row.person(), row.negativePerson(), 1, row.distance());
            alike.merge(pair.key(), pair, LookAlikes::and);
        });
        return alike.values();
    }

    /** The same for the same two people. */
    String key() {
        return person + "\n" + other;
    }

    LookAlikes and(LookAlikes more) {
        return new LookAlikes(person, other, faces + more.faces, Math.min(distance, more.distance));
    }
}
