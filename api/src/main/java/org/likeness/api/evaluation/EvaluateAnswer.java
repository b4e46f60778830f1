package org.likeness.api.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.CountedRate;
import org.likeness.api.PictureFailure;

/**
 * The accuracy of an encoder: {@code likeness evaluate}.
 *
 * @param space            id of the embedding space, 64 hexadecimal digits
 * @param data             the folder or file of the pictures
 * @param mirror           whether embeddings are averaged with those of the mirror image
 * @param protocol         the protocol with its settings; null for pairs
 * @param result           its {@code kind} is that of the protocol
 * @param failureToAcquire pictures without a face, of all pictures
 * @param failures         these pictures
 */
public record EvaluateAnswer(
        String space,
        String data,
        boolean mirror,
        @Nullable ProtocolSettings protocol,
        EvaluationResult result,
        CountedRate failureToAcquire,
        List<PictureFailure> failures)
        implements Answer {
    public EvaluateAnswer {
        failures = List.copyOf(failures);
    }

    /**
     * A protocol. A setting that its kind does not have is null.
     *
     * @param title                title of the output
     * @param kind                 as in a protocol's file, such as {@code open-set}
     * @param seed                 of all random draws
     * @param falsePositiveRates   of open-set identification
     * @param enrolledShare        share of the people with two pictures who are enrolled, in (0, 1]
     * @param enrolledPictureCount enrolled pictures per person
     * @param ways                 people of an N-way trial
     * @param trialCount           N-way trials
     * @param threshold            distance at which clusters are cut; null for the encoder's own, too
     * @param pairs                file of the comparisons of templates
     * @param templates            file of the templates
     */
    public record ProtocolSettings(
            String title,
            String kind,
            long seed,
            @Nullable List<Double> falsePositiveRates,
            @Nullable Double enrolledShare,
            @Nullable Integer enrolledPictureCount,
            @Nullable Integer ways,
            @Nullable Integer trialCount,
            @Nullable Double threshold,
            @Nullable String pairs,
            @Nullable String templates) {
        public ProtocolSettings {
            falsePositiveRates = falsePositiveRates == null ? null : List.copyOf(falsePositiveRates);
        }
    }
}
