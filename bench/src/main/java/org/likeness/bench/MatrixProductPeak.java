package org.likeness.bench;

import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.likeness.training.libtorch.Libtorch;

/**
 * What the machine's cores can do at most in practice: the product of two square matrices in single precision, by libtorch's own BLAS. Prints
 * one line of JSON with the best of several products, so that a moment's rest is enough.
 */
public final class MatrixProductPeak {
    private static final int SIDE = 2048;
    private static final int PRODUCTS = 12;

    private MatrixProductPeak() {}

    /** The only argument is the number of threads. */
    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[0]);
        Libtorch.setThreads(threads);
        openblas_nolapack.blas_set_num_threads(threads);
        double best = 0;
        try (PointerScope scope = new PointerScope()) {
            Tensor a = torch.randn(SIDE, SIDE);
            Tensor b = torch.randn(SIDE, SIDE);
            for (int i = 0; i < PRODUCTS; i++) {
                long start = System.nanoTime();
                a.mm(b).close();
                best = Math.max(best, 2.0 * SIDE * SIDE * SIDE / (System.nanoTime() - start));
            }
        }
        System.out.printf(Locale.ROOT, "{\"engine\": \"peak\", \"threads\": %d, \"gigaflops\": %.1f}%n", threads, best);
    }
}
