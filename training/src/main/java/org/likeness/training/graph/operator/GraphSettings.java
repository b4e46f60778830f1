package org.likeness.training.graph.operator;

import java.util.Locale;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.graph.convolution.ConvolutionPolicy;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Precision;

/**
 * How a graph is run.
 *
 * @param precision         of all numbers
 * @param batchNormMomentum weight of the newest batch in the running statistics, in [0, 1]
 * @param frozenStatistics  whether batch-normalization uses its running statistics while training too, and leaves them as they are
 * @param device            where the graph is computed
 * @param convolutions      how convolutions are computed
 * @param ranks             whose pictures together give batch-normalization its statistics while training: all forward and backward passes
 *     of the graph in training mode are then taken by all of them at the same time; {@link ProcessGroup#ALONE} for those of this process
 */
public record GraphSettings(
        Precision precision,
        double batchNormMomentum,
        boolean frozenStatistics,
        Device device,
        ConvolutionPolicy convolutions,
        ProcessGroup ranks) {
    /** libtorch's own default of the momentum, {@code torch.nn.BatchNorm2d}. */
    public static final double USUAL_MOMENTUM = 0.1;

    /** With the statistics of this process's pictures. */
    public GraphSettings(
            Precision precision,
            double batchNormMomentum,
            boolean frozenStatistics,
            Device device,
            ConvolutionPolicy convolutions) {
        this(precision, batchNormMomentum, frozenStatistics, device, convolutions, ProcessGroup.ALONE);
    }

    /** With checked convolutions. */
    public GraphSettings(Precision precision, double batchNormMomentum, boolean frozenStatistics, Device device) {
        this(precision, batchNormMomentum, frozenStatistics, device, ConvolutionPolicy.CHECKED);
    }

    /** The same, with statistics of the pictures of several processes. */
    public GraphSettings withRanks(ProcessGroup group) {
        return new GraphSettings(precision, batchNormMomentum, frozenStatistics, device, convolutions, group);
    }

    public GraphSettings {
        if (!(batchNormMomentum >= 0 && batchNormMomentum <= 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "batch-norm momentum %s: it is in [0, 1]", batchNormMomentum));
        }
    }

    /** Whether libtorch computes convolutions with oneDNN: on the CPU, in single precision. */
    public boolean runsOnOneDnn() {
        return precision == Precision.FLOAT && device.isProcessor();
    }
}
