package org.likeness.training.libtorch;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.likeness.core.search.Products;

/** Products by OpenBLAS, which comes with libtorch; each call uses the thread that makes it. */
public final class BlasProducts implements Products {
    /** @throws org.likeness.core.LikenessException if there is no native library for this platform */
    public BlasProducts() {
        Libtorch.load();
    }

    @Override
    public void of(float[] rows, int count, float[] others, int otherCount, int dimension, float[] target) {
        openblas_nolapack.cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                count,
                otherCount,
                dimension,
                1,
                rows,
                dimension,
                others,
                dimension,
                0,
                target,
                otherCount);
    }
}
