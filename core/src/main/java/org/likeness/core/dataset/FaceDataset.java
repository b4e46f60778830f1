package org.likeness.core.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A set of identities with their pictures, in a fixed order.
 *
 * @param name       for messages and provenance, such as the folder's name
 * @param identities each name once
 */
public record FaceDataset(String name, List<Identity> identities) {
    public FaceDataset {
        identities = List.copyOf(identities);
        Set<String> seen = new HashSet<>();
        for (Identity identity : identities) {
            if (!seen.add(identity.name())) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "identity \"%s\" stands twice in data set \"%s\": names must differ",
                        identity.name(),
                        name));
            }
        }
    }

    /** How many pictures there are in all. */
    public int pictureCount() {
        return identities.stream()
                .mapToInt(identity -> identity.pictures().size())
                .sum();
    }

    /** How many identities have two pictures or more. */
    public int identitiesWithPositives() {
        return (int) identities.stream().filter(Identity::givesPositives).count();
    }
}
