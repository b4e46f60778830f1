package org.likeness.core.algebra;

/**
 * The effective number of dimensions of a set of embeddings: exp(−Σ pᵢ ln pᵢ) with pᵢ = σᵢ / Σ σⱼ, the singular values of the matrix of
 * embeddings, not centered. Identical embeddings have rank 1; embeddings that fill D dimensions uniformly have rank D.
 *
 * @see <a href="https://arxiv.org/abs/2210.02885">RankMe, eq. 1</a>, after Roy and Vetterli, "The effective rank", EUSIPCO 2007
 */
public final class EffectiveRank {
    private EffectiveRank() {}

    /**
     * By the eigenvalues of the smaller one of EᵀE and EEᵀ: O(N D min(N, D)).
     *
     * @param embeddings E, [N, D], finite
     * @return in [1, min(N, D)]; 0 if all numbers are 0
     */
    public static double of(float[][] embeddings) {
        double[] eigenvalues = Eigenvectors.of(gram(embeddings)).values();
        double sum = 0;
        for (double eigenvalue : eigenvalues) {
            sum += Math.sqrt(Math.max(0, eigenvalue));
        }
        if (sum == 0) {
            return 0;
        }
        double entropy = 0;
        for (double eigenvalue : eigenvalues) {
            double share = Math.sqrt(Math.max(0, eigenvalue)) / sum;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return Math.exp(entropy);
    }

    /** The products of all rows with each other, or of all columns, whichever are fewer. */
    private static double[][] gram(float[][] embeddings) {
        float[][] vectors = embeddings.length <= embeddings[0].length ? embeddings : columns(embeddings);
        double[][] products = new double[vectors.length][vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k < vectors[i].length; k++) {
                    product += (double) vectors[i][k] * vectors[j][k];
                }
                products[i][j] = product;
                products[j][i] = product;
            }
        }
        return products;
    }

    private static float[][] columns(float[][] rows) {
        float[][] columns = new float[rows[0].length][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                columns[column][row] = rows[row][column];
            }
        }
        return columns;
    }
}
