package org.likeness.spark.part;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.likeness.shards.FaceSets;
import org.likeness.shards.listing.FaceSetListing;

/** Sets that this process has opened: the tasks of an executor read parts of the same one. */
final class OpenedSets {
    private static final int THREADS = 8; // they wait for the disk, or for the network
    private static final ConcurrentMap<String, FaceSetListing> OPENED = new ConcurrentHashMap<>();

    private OpenedSets() {}

    static FaceSetListing of(String set, int depth) {
        return OPENED.computeIfAbsent(key(set, depth), key -> open(set, depth));
    }

    /** Opens a set whose files may have changed. */
    static FaceSetListing anew(String set, int depth) {
        FaceSetListing listing = open(set, depth);
        OPENED.put(key(set, depth), listing);
        return listing;
    }

    private static FaceSetListing open(String set, int depth) {
        return FaceSets.open(Path.of(set), depth, THREADS);
    }

    private static String key(String set, int depth) {
        return depth + " " + set;
    }
}
