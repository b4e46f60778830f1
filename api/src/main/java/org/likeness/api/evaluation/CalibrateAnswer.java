package org.likeness.api.evaluation;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.CalibratedThresholds;
import org.likeness.api.CountedRate;
import org.likeness.api.Interval;
import org.likeness.api.PictureFailure;

/**
 * Calibrated thresholds: {@code likeness calibrate}.
 *
 * @param file             the calibrated encoder
 * @param space            id of its embedding space, as before, 64 hexadecimal digits
 * @param calibration      the thresholds
 * @param transfers        rates of each set's thresholds on the other set; empty without a second set
 * @param failureToAcquire pictures without a face, of all pictures
 * @param failures         these pictures
 */
public record CalibrateAnswer(
        String file,
        String space,
        CalibratedThresholds calibration,
        List<Transfer> transfers,
        CountedRate failureToAcquire,
        List<PictureFailure> failures)
        implements Answer {
    public CalibrateAnswer {
        transfers = List.copyOf(transfers);
        failures = List.copyOf(failures);
    }

    /**
     * Thresholds of one set on another.
     *
     * @param from  the data that they were calibrated on
     * @param to    the data that they were applied to
     * @param rates one per calibrated rate
     */
    public record Transfer(String from, String to, List<TransferredRate> rates) {
        public Transfer {
            rates = List.copyOf(rates);
        }
    }

    /**
     * A threshold on the other set.
     *
     * @param falseMatchRate  the rate that it was calibrated for
     * @param threshold       the largest distance that matches; −1 if nothing matches
     * @param falseMatches    impostor pairs that match
     * @param interval        of their share
     * @param falseNonMatches genuine pairs that do not match
     */
    public record TransferredRate(
            double falseMatchRate,
            double threshold,
            CountedRate falseMatches,
            Interval interval,
            CountedRate falseNonMatches) {}
}
