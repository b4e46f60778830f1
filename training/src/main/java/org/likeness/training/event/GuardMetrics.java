package org.likeness.training.event;

/**
 * How an encoder does on the guard people of a fine-tuning, beside the encoder that training began with. They are of another domain than the
 * training people, select nothing and give no threshold.
 *
 * @param people name of their data set
 * @param pairs  number of pairs, half of them genuine
 * @param auc    area under the curve, in [0, 1]
 * @param start  that of the initial encoder
 * @param lower  lower end of the 95 % interval of {@code auc − start}, people resampled, both encoders on the same draws
 * @param upper  upper end of that interval
 */
public record GuardMetrics(String people, int pairs, double auc, double start, double lower, double upper) {
    /** {@code auc − start}. */
    public double gain() {
        return auc - start;
    }

    /** Whether the encoder has lost on them what chance does not explain: the interval lies below 0. */
    public boolean loses() {
        return upper < 0;
    }
}
