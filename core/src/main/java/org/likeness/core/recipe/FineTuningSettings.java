package org.likeness.core.recipe;

import java.util.List;
import java.util.Locale;

/**
 * Fine-tuning of a trained encoder; without effect on runs from random weights. A run has consecutive stages, in each of which only the
 * last layers are trained. The three lists have one number per stage.
 *
 * @param statistics    the statistics of batch normalization in training
 * @param lengths       shares of all steps, sum 1
 * @param depths        share of the layers with weights that are trained, counted from the embedding, in [0, 1]; 0 is the last one only
 * @param learningRates factors of the schedule's learning rate, in (0, 1]
 * @param newHead       size of an additional linear layer after the encoder, which is then the last one; 0 for none
 * @param decayTarget   what {@code optimizer.weightDecay} draws the weights to
 */
public record FineTuningSettings(
        Statistics statistics,
        List<Double> lengths,
        List<Double> depths,
        List<Double> learningRates,
        int newHead,
        DecayTarget decayTarget) {
    private static final double ROUNDING = 1e-9;

    /** What batch-normalization does while an encoder learns on. */
    public enum Statistics {
        /** The statistics that came with the encoder are used, and stay: small sets give poor ones. */
        FROZEN,
        /** Each batch's own are used, and the running ones follow, as in training from random weights. */
        FOLLOWING
    }

    /** Where weights go that nothing is learned about. */
    public enum DecayTarget {
        /** To zero, as in training from random weights. */
        ZERO,
        /** To those that training began with: what the new data do not speak of is kept. (L2-SP, arXiv 1802.01483, §3.) */
        START
    }

    public FineTuningSettings {
        lengths = List.copyOf(lengths);
        depths = List.copyOf(depths);
        learningRates = List.copyOf(learningRates);
        lengths.forEach(length -> Range.openClosed(0, 1).require("fineTuning.lengths", length));
        depths.forEach(depth -> Range.closed(0, 1).require("fineTuning.depths", depth));
        learningRates.forEach(rate -> Range.openClosed(0, 1).require("fineTuning.learningRates", rate));
        double sum = lengths.stream().mapToDouble(Double::doubleValue).sum();
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new SettingException(
                    "fineTuning.lengths",
                    String.format(
                            Locale.ROOT,
                            "fineTuning.lengths is %s: shares of all steps with sum 1 are expected",
                            lengths));
        }
        Range.closed(0, 65_536).require("fineTuning.newHead", newHead);
        requireAsMany("fineTuning.depths", depths, lengths);
        requireAsMany("fineTuning.learningRates", learningRates, lengths);
    }

    private static void requireAsMany(String key, List<Double> values, List<Double> lengths) {
        if (values.size() != lengths.size()) {
            throw new SettingException(
                    key,
                    String.format(
                            Locale.ROOT,
                            "%s is %s: as many numbers as fineTuning.lengths has, %d, are expected",
                            key,
                            values,
                            lengths.size()));
        }
    }
}
