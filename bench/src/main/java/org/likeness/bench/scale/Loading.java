package org.likeness.bench.scale;

import java.util.Locale;

/**
 * How pictures come to a worker: read from storage that all share, then decoded and augmented, ahead of the steps.
 *
 * @param preparedPerSecond     pictures that a worker decodes and augments, positive
 * @param onNetworkCores        whether the network computes on the same cores
 * @param storageBytesPerSecond of the storage for all workers together, positive
 * @param pictureBytes          of an encoded picture, at least 1
 */
record Loading(double preparedPerSecond, boolean onNetworkCores, double storageBytesPerSecond, int pictureBytes) {
    Loading {
        if (!(preparedPerSecond > 0) || !(storageBytesPerSecond > 0) || pictureBytes < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s pictures of %d bytes prepared per second, %s bytes read: positive numbers are expected",
                    preparedPerSecond,
                    pictureBytes,
                    storageBytesPerSecond));
        }
    }

    /** Seconds of a step that decoding takes from the network's cores. */
    double takenSeconds(int share) {
        return onNetworkCores ? share / preparedPerSecond : 0;
    }

    /** The least seconds of a step, in which its pictures are read and prepared meanwhile. */
    double leastSeconds(int share, int batch) {
        double reading = (double) batch * pictureBytes / storageBytesPerSecond;
        return onNetworkCores ? reading : Math.max(reading, share / preparedPerSecond);
    }
}
