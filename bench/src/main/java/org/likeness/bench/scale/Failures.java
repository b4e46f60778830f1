package org.likeness.bench.scale;

import java.util.Locale;

/**
 * Nodes that are lost, at any time with equal probability. Training then begins again from the last checkpoint, with another node.
 *
 * @param meanSeconds    between two losses of one node, positive; may be infinite
 * @param workersPerNode that are lost together, at least 1
 * @param restartSeconds until training goes on, at least 0
 */
record Failures(double meanSeconds, int workersPerNode, double restartSeconds) {
    Failures {
        if (!(meanSeconds > 0) || workersPerNode < 1 || !(restartSeconds >= 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s seconds between losses, %d workers per node, %s seconds to restart: positive numbers are expected",
                    meanSeconds,
                    workersPerNode,
                    restartSeconds));
        }
    }

    /** Mean seconds between two losses of any node. */
    double meanSeconds(int workers) {
        int nodes = (workers + workersPerNode - 1) / workersPerNode;
        return meanSeconds / nodes;
    }
}
