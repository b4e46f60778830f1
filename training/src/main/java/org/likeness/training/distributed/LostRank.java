package org.likeness.training.distributed;

/**
 * What became of a rank.
 *
 * @param rank  which
 * @param cause such as "ended: its connection was closed"
 */
record LostRank(int rank, String cause) {
    LostRankException exception() {
        return new LostRankException(rank, cause);
    }
}
