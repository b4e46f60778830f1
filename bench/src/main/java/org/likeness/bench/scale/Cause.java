package org.likeness.bench.scale;

/** What the time of a run is spent on. Everything but {@link #NETWORK} is a loss. */
enum Cause {
    /** Forward and backward passes, if the pictures were divided evenly: B / (N · rate). */
    NETWORK("network"),
    /** The largest share of a batch is more than B / N. */
    UNEVEN_SHARES("uneven shares"),
    /** The second forward pass of shares that exceed a chunk. */
    RECOMPUTATION("second forward pass"),
    /** Pictures are decoded on the network's cores, or are not there in time. */
    LOADING("loading"),
    /** The slowest worker of a step, beyond the mean one. */
    STRAGGLERS("stragglers"),
    /** Distances, mining and loss of the whole batch, which every worker computes, and the softmax over its part of the centers. */
    LOSS("loss in each worker"),
    /** Gathering embeddings and summing gradients. */
    EXCHANGE("exchange"),
    /** Worker 0 evaluates, the others wait. */
    VALIDATION("validation"),
    /** Worker 0 writes, the others wait. */
    CHECKPOINTS("checkpoints"),
    /** Work since the last checkpoint, before a node is lost. */
    LOST_WORK("lost work"),
    /** From the loss of a node until training goes on. */
    RESTARTS("restarts");

    private final String title;

    Cause(String title) {
        this.title = title;
    }

    /** In the head of a table. */
    String title() {
        return title;
    }
}
