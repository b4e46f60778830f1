package org.likeness.bench.scale;

/**
 * A step in which all workers take the mean time. Sums of gradients begin during the backward pass, as in {@code TrainingStep}; what is left of
 * them after it, the last piece at least, is waited for.
 *
 * @param network       seconds of B / N pictures
 * @param unevenShares  further seconds of the largest share
 * @param recomputation seconds of its second forward pass
 * @param decoding      seconds that decoding takes from the network's cores
 * @param loss          seconds
 * @param exchange      seconds
 * @param least         seconds in which the pictures can be loaded
 */
record StepTimes(
        double network,
        double unevenShares,
        double recomputation,
        double decoding,
        double loss,
        double exchange,
        double least) {

    static StepTimes of(Cluster cluster, Training training, int workers) {
        int batch = training.batchSize().of(workers);
        int share = training.batchSize().largestShare(workers);
        Worker worker = cluster.worker();
        Network network = training.network();
        double even = worker.networkSeconds((double) batch / workers);
        return new StepTimes(
                even,
                worker.networkSeconds(share) - even,
                worker.recomputationSeconds(share),
                cluster.loading().takenSeconds(share),
                network.lossSeconds(batch, workers) / worker.lossThreads(),
                exchange(cluster.link(), network, batch, workers)
                        + sums(cluster.link(), network, worker.lastBackwardSeconds(share), workers),
                cluster.loading().leastSeconds(share, batch));
    }

    /** Seconds of the sums of gradients after the backward pass. */
    private static double sums(Link link, Network network, double backward, int workers) {
        int pieces = network.gradientPieces(workers);
        double whole = link.sumSeconds(network.gradientBytes(), pieces, workers);
        return Math.max(whole - backward, whole / pieces);
    }

    /** Sums of running statistics, and two messages whose lengths are gathered first: the embeddings, and whether to stop. */
    private static double exchange(Link link, Network network, int batch, int workers) {
        return link.gatherSeconds(0, workers)
                + link.gatherSeconds(network.embeddingBytes(batch), workers)
                + link.sumSeconds(0, workers)
                + link.gatherSeconds(0, workers)
                + link.broadcastSeconds(0, workers)
                + (network.hasSoftmax() ? softmaxExchange(link, network, batch, workers) : 0);
    }

    /** The sum of the embeddings' gradients, and one message whose lengths are gathered first: maxima and sums of logits. */
    private static double softmaxExchange(Link link, Network network, int batch, int workers) {
        return link.gatherSeconds(0, workers)
                + link.gatherSeconds(network.logitBytes(batch, workers), workers)
                + link.sumSeconds(network.embeddingGradientBytes(batch), workers);
    }

    /** Seconds that differ from worker to worker. */
    double own() {
        return network + unevenShares + recomputation + decoding;
    }

    /** Seconds of a step in which the slowest worker takes a multiple of the mean time. */
    double seconds(double slowest) {
        return Math.max(own() * slowest + loss + exchange, least);
    }

    /** Seconds lost to loading: on the network's cores, and waiting. */
    double loading() {
        return decoding + seconds(1) - (own() + loss + exchange);
    }
}
