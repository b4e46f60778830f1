package org.likeness.training.loss;

import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Tensors;

/**
 * The cross-entropy of a softmax over classes, and its gradients. With cᵢⱼ the cosine of embedding i and center j, the logits are s·cᵢⱼ,
 * and s·ψ(cᵢⱼ) for the own class; the loss is the mean of −log p over the embeddings.
 *
 * <p>Embeddings and centers have length 1, and gradients are tangential to the sphere: the radial component is removed, so that the
 * singular slope of {@link SoftmaxMargin} at θ = 0 vanishes. libtorch computes the matrix products, for blocks of rows of the [B, n]
 * cosines.
 *
 * <p>The centers may be divided among ranks. Each computes the cosines with its own; {@link RowLogits} makes one softmax of them, and the gradients
 * of the embeddings are summed.
 *
 * @see <a href="https://arxiv.org/abs/2010.05222">Partial FC, §3.2: the softmax of a model-parallel classifier</a>
 */
final class MarginSoftmax {
    /** Rows whose cosines with 10⁵ centers take 100 MB; a rank with an N-th of the centers takes N times as many. */
    private static final int ROWS = 256;

    private final SoftmaxMargin margin;
    private final double scale;
    private final ProcessGroup group;

    MarginSoftmax(SoftmaxSettings settings, ProcessGroup group) {
        this(SoftmaxMargin.of(settings), settings.scale(), group);
    }

    /**
     * @param scale s, above 0
     * @param group ranks that each have a part of the centers
     */
    MarginSoftmax(SoftmaxMargin margin, double scale, ProcessGroup group) {
        this.margin = margin;
        this.scale = scale;
        this.group = group;
    }

    static final class Result {
        private final double loss;
        private final double accuracy;
        private final float[] gradient;
        private final float[] gradientOfCenters;

        /**
         * @param loss                the mean over the batch
         * @param accuracy            share of embeddings to which no center that takes part is nearer than their own, in [0, 1]
         * @param gradient            ∂loss/∂embeddings, [B × D], row by row, over the centers of all ranks
         * @param gradientOfCenters   ∂loss/∂centers of this rank, [n × D], row by row
         */
        Result(double loss, double accuracy, float[] gradient, float[] gradientOfCenters) {
            this.loss = loss;
            this.accuracy = accuracy;
            this.gradient = gradient;
            this.gradientOfCenters = gradientOfCenters;
        }

        double loss() {
            return loss;
        }

        double accuracy() {
            return accuracy;
        }

        float[] gradient() {
            return gradient;
        }

        float[] gradientOfCenters() {
            return gradientOfCenters;
        }
    }

    /**
     * @param embeddings of length 1, [B × D], row by row; the same in all ranks
     * @param centers    of length 1, [n × D], row by row: those that this rank has, which may be none
     * @param own        row of its center for each embedding, [B]; negative if another rank has it
     * @throws ArithmeticException in all ranks, if the loss is not finite
     */
    Result of(float[] embeddings, float[] centers, int[] own) {
        Libtorch.load();
        int size = embeddings.length / own.length;
        int most = ROWS * group.share().size();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Pass pass = new Pass(
                    Tensors.of(embeddings, new long[] {own.length, size}, ScalarType.Float),
                    centers.length == 0
                            ? torch.zeros(0, size)
                            : Tensors.of(centers, new long[] {centers.length / size, size}, ScalarType.Float),
                    own);
            for (int first = 0; first < own.length; first += most) {
                pass.add(first, Math.min(most, own.length - first));
            }
            return pass.result();
        }
    }

    /** One way through a batch; lives in the caller's scope. */
    private final class Pass {
        private final Tensor embeddings;
        private final Tensor centers;
        private final int[] own;
        private final Tensor gradient;
        private final Tensor gradientOfCenters;
        private final Tensor outward; // of the centers' gradient: what would change their lengths, [n]
        private double loss;
        private long nearest;

        Pass(Tensor embeddings, Tensor centers, int[] own) {
            this.embeddings = embeddings;
            this.centers = centers;
            this.own = own;
            this.gradient = torch.zeros_like(embeddings);
            this.gradientOfCenters = torch.zeros_like(centers);
            this.outward = torch.zeros(centers.size(0));
        }

        /** Takes some rows; every rank takes the same. */
        void add(int first, int rows) {
            if (centers.size(0) == 0) {
                joint(RowLogits.none(rows));
                return;
            }
            try (PointerScope scope = new PointerScope()) {
                Tensor some = embeddings.narrow(0, first, rows);
                Tensor cosines = some.mm(centers.t());
                Tensor slopes = slopes(cosines, first, rows); // ∂loss/∂c, [rows, n]
                Tensor products = slopes.mul(cosines);
                gradient.narrow(0, first, rows)
                        .add_(slopes.mm(centers))
                        .sub_(products.sum(1).unsqueeze(1).mul(some));
                gradientOfCenters.addmm_(slopes.t(), some);
                outward.add_(products.sum(0));
            }
        }

        /** p·s/B, and for the own class (p − 1)·ψ'·s/B; counts loss and hits on the way. */
        private Tensor slopes(Tensor cosines, int first, int rows) {
            Tensor columns = columns(first, rows);
            float[] toOwn = Tensors.floats(cosines.gather(1, columns));
            float[] ownLogits = new float[rows];
            float[] withoutMargin = new float[rows];
            for (int i = 0; i < rows; i++) {
                boolean here = own[first + i] >= 0;
                ownLogits[i] = here ? (float) (scale * margin.at(bounded(toOwn[i]))) : Float.NEGATIVE_INFINITY;
                withoutMargin[i] = here ? (float) (scale * bounded(toOwn[i])) : Float.NEGATIVE_INFINITY;
            }
            Tensor logits = replaced(cosines.mul(new Scalar(scale)), columns, first, ownLogits);
            Tensor largest = logits.amax(new long[] {1}, true);
            float[] greatest = Tensors.floats(largest);
            Tensor powers = logits.sub_(largest).exp_();
            RowLogits.Joint joint =
                    joint(new RowLogits(greatest, Tensors.floats(powers.sum(1)), ownLogits, withoutMargin));
            float[] factors = new float[rows];
            float[] ownSlopes = new float[rows];
            for (int i = 0; i < rows; i++) {
                factors[i] = (float) (Math.exp(greatest[i] - joint.logarithm(i)) * scale / own.length);
                ownSlopes[i] =
                        (float) (Math.expm1(joint.ofOwn(i)) * margin.slope(bounded(toOwn[i])) * scale / own.length);
            }
            return replaced(powers.mul_(column(factors)), columns, first, ownSlopes);
        }

        private RowLogits.Joint joint(RowLogits here) {
            RowLogits.Joint joint = here.joint(group);
            loss -= joint.ofOwn();
            nearest += joint.nearest();
            return joint;
        }

        /** Overwrites the numbers of the own classes that are here. */
        private Tensor replaced(Tensor values, Tensor columns, int first, float[] ofOwn) {
            float[] all = Tensors.floats(values.gather(1, columns));
            for (int i = 0; i < all.length; i++) {
                all[i] = own[first + i] < 0 ? all[i] : ofOwn[i];
            }
            return values.scatter_(1, columns, column(all));
        }

        /** Column of each row's own class; the first one where another rank has it. */
        private Tensor columns(int first, int rows) {
            long[] columns = new long[rows];
            for (int i = 0; i < rows; i++) {
                columns[i] = Math.max(0, own[first + i]);
            }
            return Tensor.create(columns, rows, 1);
        }

        Result result() {
            if (!Double.isFinite(loss)) {
                throw new ArithmeticException(
                        String.format(Locale.ROOT, "the loss of the softmax is %s", loss / own.length));
            }
            group.sum(gradient).await();
            gradientOfCenters.sub_(outward.unsqueeze(1).mul(centers));
            return new Result(
                    loss / own.length,
                    (double) nearest / own.length,
                    Tensors.floats(gradient),
                    Tensors.floats(gradientOfCenters));
        }
    }

    private static Tensor column(float[] values) {
        return Tensors.of(values, new long[] {values.length, 1}, ScalarType.Float);
    }

    /** Rounding makes cosines that are a little beyond 1. */
    private static double bounded(float cosine) {
        return Math.max(-1, Math.min(1, cosine));
    }
}
