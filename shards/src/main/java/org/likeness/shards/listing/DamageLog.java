package org.likeness.shards.listing;

import java.util.ArrayList;
import java.util.List;

/** Collects damages while a set is opened. Thread-safe. */
public final class DamageLog {
    private final List<String> examples = new ArrayList<>();
    private int count;

    /** @param description file, place and reason */
    public synchronized void add(String description) {
        count++;
        if (examples.size() < Damages.DESCRIBED) {
            examples.add(description);
        }
    }

    /** What was collected so far. */
    public synchronized Damages damages() {
        return new Damages(count, examples);
    }
}
