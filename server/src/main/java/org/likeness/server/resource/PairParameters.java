package org.likeness.server.resource;

import java.util.Optional;
import org.likeness.recognition.PairThreshold;
import org.likeness.recognition.Thresholds;
import org.likeness.server.http.Call;
import org.likeness.server.http.ServiceException;

/** The parameters {@code threshold} and {@code fmr}: the largest distance of one person's faces, or a rate that it was calibrated for. */
final class PairParameters {
    private PairParameters() {}

    /** That of the parameters, or else the one of the highest accuracy. */
    static PairThreshold threshold(Call call, Thresholds thresholds) {
        return given(call, thresholds).orElseGet(() -> PairThreshold.ofHighestAccuracy(thresholds));
    }

    /** That of the parameters. */
    static Optional<PairThreshold> given(Call call, Thresholds thresholds) {
        Optional<Double> distance = call.query("threshold", Math.nextDown(0.0), Math.nextUp(4.0));
        Optional<Double> rate = call.query("fmr", 0, 1);
        if (distance.isPresent() && rate.isPresent()) {
            throw ServiceException.invalid("give either threshold or fmr, not both");
        }
        return distance.map(chosen -> PairThreshold.at(thresholds, chosen))
                .or(() -> rate.map(wanted -> PairThreshold.ofFalseMatchRate(thresholds, wanted)));
    }
}
