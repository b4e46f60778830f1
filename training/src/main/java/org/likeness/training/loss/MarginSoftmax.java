package org.likeness.training.loss;

import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Tensors;

/**
 * The cross-entropy of a softmax over classes, and its gradients. With cᵢⱼ the cosine of embedding i and center j, the logits are s·cᵢⱼ,
 * and s·ψ(cᵢⱼ) for the own class; the loss is the mean of −log p over the embeddings.
 *
 * <p>Embeddings and centers have length 1, and gradients are tangential to the sphere: the radial component is removed, so that the
 * singular slope of {@link SoftmaxMargin} at θ = 0 vanishes. libtorch computes the matrix products, for blocks of rows of the [B, n]
 * cosines.
 */
final class MarginSoftmax {
    private static final int ROWS = 256; // whose cosines with 10⁵ centers take 100 MB

    private final SoftmaxMargin margin;
    private final double scale;

    MarginSoftmax(SoftmaxSettings settings) {
        this(SoftmaxMargin.of(settings), settings.scale());
    }

    /** @param scale s, above 0 */
    MarginSoftmax(SoftmaxMargin margin, double scale) {
        this.margin = margin;
        this.scale = scale;
    }

    static final class Result {
        private final double loss;
        private final double accuracy;
        private final float[] gradient;
        private final float[] gradientOfCenters;

        /**
         * @param loss                the mean over the batch
         * @param accuracy            share of embeddings that are nearest to their own center of those that take part, in [0, 1]
         * @param gradient            ∂loss/∂embeddings, [B × D], row by row
         * @param gradientOfCenters   ∂loss/∂centers, [n × D], row by row
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
     * @param embeddings of length 1, [B × D], row by row
     * @param centers    of length 1, [n × D], row by row
     * @param own        row of its center for each embedding, [B]
     * @throws ArithmeticException if the loss is not finite
     */
    Result of(float[] embeddings, float[] centers, int[] own) {
        Libtorch.load();
        int size = embeddings.length / own.length;
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Pass pass = new Pass(
                    Tensors.of(embeddings, new long[] {own.length, size}, ScalarType.Float),
                    Tensors.of(centers, new long[] {centers.length / size, size}, ScalarType.Float),
                    own);
            for (int first = 0; first < own.length; first += ROWS) {
                pass.add(first, Math.min(ROWS, own.length - first));
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

        void add(int first, int rows) {
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
            for (int i = 0; i < rows; i++) {
                ownLogits[i] = (float) (scale * margin.at(bounded(toOwn[i])));
            }
            Tensor logits = cosines.mul(new Scalar(scale)).scatter_(1, columns, column(ownLogits));
            Tensor logarithms = logits.log_softmax(1);
            float[] ofOwn = Tensors.floats(logarithms.gather(1, columns));
            long[] best = Tensors.longs(cosines.argmax(new LongOptional(1), false));
            float[] ownSlopes = new float[rows];
            for (int i = 0; i < rows; i++) {
                loss -= ofOwn[i];
                nearest += best[i] == own[first + i] ? 1 : 0;
                ownSlopes[i] = (float) (Math.expm1(ofOwn[i]) * margin.slope(bounded(toOwn[i])) * scale / own.length);
            }
            return logarithms.exp_().mul_(new Scalar(scale / own.length)).scatter_(1, columns, column(ownSlopes));
        }

        private Tensor columns(int first, int rows) {
            long[] columns = new long[rows];
            for (int i = 0; i < rows; i++) {
                columns[i] = own[first + i];
            }
            return Tensor.create(columns, rows, 1);
        }

        Result result() {
            if (!Double.isFinite(loss)) {
                throw new ArithmeticException(
                        String.format(Locale.ROOT, "the loss of the softmax is %s", loss / own.length));
            }
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
