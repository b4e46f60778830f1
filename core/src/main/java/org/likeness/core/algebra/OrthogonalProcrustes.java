package org.likeness.core.algebra;

/**
 * The orthogonal Procrustes problem: the orthogonal matrix R that minimizes Σ‖R·xᵢ − yᵢ‖². With the cross products M = Σ yᵢxᵢᵀ and their
 * singular value decomposition U·S·Vᵀ, it is U·Vᵀ. (Schönemann, Psychometrika 31, 1966, doi 10.1007/BF02289451.)
 *
 * <p>Singular vectors are those of the symmetric matrix of M and Mᵀ: its eigenvectors are (u, v)/√2, with the singular values as
 * eigenvalues. MᵀM would square the condition number. (Golub and Van Loan, Matrix Computations, 4th ed., §8.6.1.)
 */
public final class OrthogonalProcrustes {
    private static final double NOTHING = 1e-12; // of the largest singular value: rounding of sums of many products

    private OrthogonalProcrustes() {}

    /**
     * Solves it.
     *
     * @param products M, [m, n], not changed
     * @return R, [m, n]: RᵀR or RRᵀ, whichever is smaller, is the identity; directions without any product are mapped to 0
     */
    public static double[][] of(double[][] products) {
        int rows = products.length;
        int columns = products[0].length;
        double[][] symmetric = new double[rows + columns][rows + columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                symmetric[i][rows + j] = products[i][j];
                symmetric[rows + j][i] = products[i][j];
            }
        }
        Eigenvectors found = Eigenvectors.of(symmetric);
        double[][] rotation = new double[rows][columns];
        for (int k = 0; k < Math.min(rows, columns) && found.values()[k] > NOTHING * found.values()[0]; k++) {
            double[] both = found.vectors()[k];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    rotation[i][j] += 2 * both[i] * both[rows + j];
                }
            }
        }
        return rotation;
    }
}
