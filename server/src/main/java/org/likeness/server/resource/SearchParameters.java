package org.likeness.server.resource;

import java.util.Optional;
import java.util.stream.Stream;
import org.likeness.recognition.PairThreshold;
import org.likeness.recognition.SearchLimits;
import org.likeness.recognition.SearchedEncoders;
import org.likeness.recognition.Thresholds;
import org.likeness.server.http.Call;
import org.likeness.server.http.ServiceException;

/**
 * The parameters of a search: by which threshold it decides, or how many candidates it lists instead.
 *
 * @param thresholds of the encoder
 * @param given      the threshold that was asked for
 * @param rate       of strangers who are identified, FPIR, if that was asked for
 * @param candidates 0 if decisions are asked for
 */
record SearchParameters(Thresholds thresholds, Optional<PairThreshold> given, Optional<Double> rate, int candidates) {
    private static final int MOST_CANDIDATES = 100;

    static SearchParameters of(Call call, Thresholds thresholds) {
        Optional<PairThreshold> given = PairParameters.given(call, thresholds);
        Optional<Double> rate = call.query("fpir", 0, 1);
        if (given.isPresent() && rate.isPresent()) {
            throw ServiceException.invalid("give one of fpir, fmr and threshold");
        }
        return new SearchParameters(thresholds, given, rate, call.query("candidates", 0, 1, MOST_CANDIDATES));
    }

    /** Their names, and others. */
    static String[] names(String... others) {
        return Stream.concat(Stream.of("fpir", "fmr", "threshold", "candidates"), Stream.of(others))
                .toArray(String[]::new);
    }

    /** Whether people are listed, and none is identified. */
    boolean isList() {
        return candidates > 0;
    }

    /** How many people are looked for. */
    int count() {
        return Math.max(1, candidates);
    }

    /** In a gallery as it is now. */
    SearchLimits limits(SearchedEncoders searched) {
        return rate.map(wanted -> SearchLimits.strict(thresholds, searched, wanted))
                .or(() -> given.map(
                        threshold -> SearchLimits.at(thresholds, searched, threshold.distance(), threshold.point())))
                .orElseGet(() -> SearchLimits.usual(thresholds, searched));
    }

    /** Among so many faces of several galleries. */
    SearchLimits limits(int faces) {
        return rate.map(wanted -> SearchLimits.strict(thresholds, faces, wanted))
                .or(() -> given.map(
                        threshold -> SearchLimits.at(thresholds, faces, threshold.distance(), threshold.point())))
                .orElseGet(() -> SearchLimits.usual(thresholds, faces));
    }
}
