package org.likeness.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds of an encoder, and the data they were measured on.
 *
 * @param threshold          where the accuracy is highest; −1 if nothing matches
 * @param data               the data in words
 * @param dataHash           hash of the pictures, 64 hexadecimal digits; null if it was not recorded
 * @param peopleCount        people
 * @param genuineCount       pairs of one person
 * @param impostorCount      pairs of two people
 * @param rates              thresholds at false-match rates, from the largest rate to the smallest
 * @param likelihoodRatio    null if it was not fitted
 * @param extraction         how the embeddings were obtained; null if it was not recorded
 */
public record CalibratedThresholds(
        double threshold,
        String data,
        @Nullable String dataHash,
        int peopleCount,
        long genuineCount,
        long impostorCount,
        List<CalibratedRate> rates,
        @Nullable LogLikelihoodRatio likelihoodRatio,
        @Nullable ExtractionSettings extraction) {
    public CalibratedThresholds {
        rates = List.copyOf(rates);
    }

    /**
     * ln(p(distance | one person) / p(distance | two people)) = {@code offset} + {@code slope} · distance.
     *
     * @param offset    at distance 0
     * @param slope     per unit of distance
     * @param cllr      cost in bits: 0 is perfect, 1 is no information
     * @param leastCllr that of the best monotonic function
     */
    public record LogLikelihoodRatio(double offset, double slope, double cllr, double leastCllr) {}
}
