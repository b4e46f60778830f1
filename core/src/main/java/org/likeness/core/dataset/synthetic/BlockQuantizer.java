package org.likeness.core.dataset.synthetic;

/**
 * Simulates JPEG compression: 8 × 8 blocks whose cosine transform is quantized, coarser for higher frequencies and for colors than for
 * brightness.
 */
final class BlockQuantizer {
    private static final int SIDE = 8;
    private static final float[] COSINES = cosines();

    private final float step;
    private final float[] block = new float[SIDE * SIDE];
    private final float[] scratch = new float[SIDE * SIDE];

    /** @param step for the slowest change of brightness, white is 1 */
    BlockQuantizer(float step) {
        this.step = step;
    }

    /** cosines[frequency × 8 + position], orthonormal. */
    private static float[] cosines() {
        float[] table = new float[SIDE * SIDE];
        for (int k = 0; k < SIDE; k++) {
            for (int n = 0; n < SIDE; n++) {
                double scale = StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / SIDE);
                table[k * SIDE + n] = (float) (scale * StrictMath.cos(StrictMath.PI * (n + 0.5) * k / SIDE));
            }
        }
        return table;
    }

    /** @param planes red, green and blue, [3][size × size], changed in place */
    void quantize(float[][] planes, int size) {
        for (int i = 0; i < size * size; i++) {
            float green = planes[1][i];
            planes[0][i] -= green;
            planes[2][i] -= green;
            planes[1][i] = green + 0.299f * planes[0][i] + 0.114f * planes[2][i];
        }
        for (int channel = 0; channel < 3; channel++) {
            float channelStep = channel == 1 ? step : 2.5f * step;
            for (int y = 0; y < size; y += SIDE) {
                for (int x = 0; x < size; x += SIDE) {
                    quantizeBlock(planes[channel], size, x, y, channelStep);
                }
            }
        }
        for (int i = 0; i < size * size; i++) {
            float green = planes[1][i] - 0.299f * planes[0][i] - 0.114f * planes[2][i];
            planes[0][i] += green;
            planes[2][i] += green;
            planes[1][i] = green;
        }
    }

    private void quantizeBlock(float[] plane, int size, int left, int top, float slowest) {
        for (int y = 0; y < SIDE; y++) {
            int row = Math.min(top + y, size - 1) * size;
            for (int x = 0; x < SIDE; x++) {
                block[y * SIDE + x] = plane[row + Math.min(left + x, size - 1)];
            }
        }
        rows(block, scratch, false);
        rows(scratch, block, false);
        for (int i = 0; i < block.length; i++) {
            float coefficientStep = slowest * (1 + i / SIDE + i % SIDE);
            block[i] = coefficientStep * Math.round(block[i] / coefficientStep);
        }
        rows(block, scratch, true);
        rows(scratch, block, true);
        for (int y = 0; y < SIDE && top + y < size; y++) {
            for (int x = 0; x < SIDE && left + x < size; x++) {
                plane[(top + y) * size + left + x] = block[y * SIDE + x];
            }
        }
    }

    /** Transforms each row and lays the block on its side, so that doing it twice transforms both ways. */
    private static void rows(float[] from, float[] to, boolean back) {
        for (int row = 0; row < SIDE; row++) {
            for (int k = 0; k < SIDE; k++) {
                float sum = 0;
                for (int n = 0; n < SIDE; n++) {
                    sum += from[row * SIDE + n] * COSINES[back ? n * SIDE + k : k * SIDE + n];
                }
                to[k * SIDE + row] = sum;
            }
        }
    }
}
