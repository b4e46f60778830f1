package org.likeness.gallery;

import java.util.List;

/**
 * What was erased, and where copies may remain.
 *
 * @param people     rows of people that were deleted
 * @param faces      rows of faces, each with its embedding
 * @param crops      kept pictures of faces
 * @param history    rows of the history that held a name, or where a face belonged
 * @param overwritten whether the freed space of the store was overwritten, the write-ahead log included
 * @param remaining  places that may still hold copies, one sentence each, such as backups, which nobody can reach from here
 */
public record Erasure(int people, int faces, int crops, int history, boolean overwritten, List<String> remaining) {
    public Erasure {
        remaining = List.copyOf(remaining);
    }
}
