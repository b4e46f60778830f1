package org.likeness.spark.part;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.likeness.shards.FaceSets;
import org.likeness.shards.listing.FaceSetListing;

/** The set without shards that this process has opened last: the tasks of a job read parts of the same one. */
final class OpenedSets {
    private static @Nullable Opened last;

    private OpenedSets() {}

    private record Opened(String job, String set, int depth, FaceSetListing listing) {
        boolean is(String otherJob, String otherSet, int otherDepth) {
            return job.equals(otherJob) && set.equals(otherSet) && depth == otherDepth;
        }
    }

    /** @param job for which it is opened once: another one sees the files as they are then */
    static synchronized FaceSetListing of(String job, String set, int depth) {
        if (last == null || !last.is(job, set, depth)) {
            last = new Opened(job, set, depth, FaceSets.open(Path.of(set), depth, FaceSets.USUAL_THREADS));
        }
        return last.listing();
    }
}
