package org.likeness.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepTimesTest {
    private static final double EXACT = 1e-12;

    @Test
    void ringSumMovesEachByteTwiceButForOnePart() {
        Link link = new Link(1e9, 1e-4);

        assertThat(link.sumSeconds(4e9, 4)).isCloseTo(2 * 3 * (1 + 1e-4), within(EXACT));
        assertThat(link.gatherSeconds(4e9, 4)).isCloseTo(3 * (1 + 1e-4), within(EXACT));
        assertThat(link.sumSeconds(4e9, 1)).isZero();
    }

    @Test
    void broadcastDoublesThoseThatHaveTheMessage() {
        Link link = new Link(1e9, 1e-4);

        assertThat(link.broadcastSeconds(0, 1)).isZero();
        assertThat(link.broadcastSeconds(0, 2)).isCloseTo(1e-4, within(EXACT));
        assertThat(link.broadcastSeconds(1e9, 8)).isCloseTo(3 * 1.0001, within(EXACT));
        assertThat(link.broadcastSeconds(0, 9)).isCloseTo(4e-4, within(EXACT));
    }

    @Test
    void largestShareIsAtMostOnePictureMore() {
        assertThat(new BatchSize(1_800, false).largestShare(256)).isEqualTo(8);
        assertThat(new BatchSize(1_800, false).largestShare(8)).isEqualTo(225);
        assertThat(new BatchSize(64, true).largestShare(256)).isEqualTo(64);
        assertThatThrownBy(() -> new BatchSize(100, false).of(256)).hasMessageContaining("256 workers");
    }

    @Test
    void stepIsTheSumOfItsParts() {
        StepTimes step = StepTimes.of(cluster(false, 1e12), training(90), 4);

        double share = 23;
        assertThat(step.network()).isCloseTo(22.5 / 10, within(EXACT));
        assertThat(step.unevenShares()).isCloseTo(0.5 / 10, within(EXACT));
        assertThat(step.recomputation()).isCloseTo(share / 10 * (1 / Worker.CHUNKED_SPEED - 1), within(EXACT));
        assertThat(step.loss()).isCloseTo(90.0 * 90 * Network.SECONDS_OF_PAIR / 2, within(EXACT));
        double latencies = (3 * 3 + 2 * 3 + 2) * 1e-3;
        double bytes = 3 * 90 * (4 * 128 + 8) / 4.0;
        // Three pieces, of which two are summed during the backward pass.
        double lastPiece = (3 * 2 * 3 * 1e-3 + 2 * 3 * 4e6 / 4 / 1e8) / 3;
        assertThat(step.exchange()).isCloseTo(latencies + bytes / 1e8 + lastPiece, within(EXACT));
        assertThat(step.loading()).isCloseTo(0, within(EXACT));
        assertThat(step.seconds(2) - step.seconds(1)).isCloseTo(step.own(), within(EXACT));
    }

    /** Each of 4 workers has a quarter of 2,000 centers. */
    @Test
    void centersOfASoftmaxAreDividedAndItsLogitsAndGradientsExchanged() {
        Training plain = training(90);
        Network network = new Network(1_000_000, 128, 10_000, 0.2);
        Training softmax = new Training(network, plain.batchSize(), plain.validation(), plain.checkpoint());
        StepTimes without = StepTimes.of(cluster(false, 1e12), plain, 4);
        StepTimes with = StepTimes.of(cluster(false, 1e12), softmax, 4);

        assertThat(with.loss() - without.loss()).isCloseTo(90.0 * 500 * Network.SECONDS_OF_COSINE / 2, within(EXACT));
        double latencies = 4 * 3 * 1e-3;
        double bytes = 3 * 90 * 16 + 2 * 3 * 90 * 4 * 128 / 4.0;
        assertThat(with.exchange() - without.exchange()).isCloseTo(latencies + bytes / 1e8, within(EXACT));
    }

    @Test
    void sumsThatTakeLongerThanTheBackwardPassAreWaitedFor() {
        StepTimes slow = StepTimes.of(cluster(new Link(1e5, 0)), training(90), 4);
        StepTimes slower = StepTimes.of(cluster(new Link(5e4, 0)), training(90), 4);

        double gathered = 3 * 90 * (4 * 128 + 8) / 4.0;
        double backward = 20 / 10.0 * Worker.BACKWARD; // of a chunk
        assertThat(slow.exchange()).isCloseTo((gathered + 2 * 3 * 4e6 / 4) / 1e5 - backward, within(1e-9));
        assertThat(slower.exchange()).isCloseTo((gathered + 2 * 3 * 4e6 / 4) / 5e4 - backward, within(1e-9));
    }

    @Test
    void workersWaitForPicturesThatAreDecodedTooSlowly() {
        StepTimes step = StepTimes.of(cluster(false, 1e12, 5), training(10), 1);

        assertThat(step.seconds(1)).isCloseTo(10 / 5.0, within(EXACT));
        assertThat(step.loading()).isCloseTo(10 / 5.0 - 10 / 10.0 - step.loss(), within(EXACT));
    }

    @Test
    void decodingOnTheNetworksCoresAddsItsTime() {
        StepTimes step = StepTimes.of(cluster(true, 1e12), training(10), 1);

        assertThat(step.loading()).isCloseTo(10 / 100.0, within(EXACT));
    }

    @Test
    void sharedStorageGivesManyWorkersNoMoreThanOne() {
        StepTimes step = StepTimes.of(cluster(false, 1e4), training(80), 8);

        assertThat(step.seconds(1)).isCloseTo(80 * 1_000 / 1e4, within(EXACT));
    }

    private static Cluster cluster(boolean onNetworkCores, double storageBytesPerSecond) {
        return cluster(onNetworkCores, storageBytesPerSecond, 100);
    }

    private static Cluster cluster(Link link) {
        return cluster(new Loading(100, false, 1e12, 1_000), link);
    }

    private static Cluster cluster(boolean onNetworkCores, double storageBytesPerSecond, double preparedPerSecond) {
        return cluster(
                new Loading(preparedPerSecond, onNetworkCores, storageBytesPerSecond, 1_000), new Link(1e8, 1e-3));
    }

    private static Cluster cluster(Loading loading, Link link) {
        return new Cluster(new Worker(10, 2, 20, 0), loading, link, new Failures(Double.POSITIVE_INFINITY, 1, 0));
    }

    private static Training training(int batch) {
        return new Training(
                new Network(1_000_000, 128, 0, 0),
                new BatchSize(batch, false),
                new Pause(1_000, 0),
                new Pause(1_000, 0));
    }
}
