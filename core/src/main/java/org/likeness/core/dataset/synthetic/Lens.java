package org.likeness.core.dataset.synthetic;

import org.likeness.core.image.FaceImage;
import org.likeness.core.random.SplitMix;

/** Turns linear light into bytes: blur, brightness, tone curve, colors, block quantization, noise. */
final class Lens {
    private static final int CURVE = 256;
    /** Linear light at the curve's end; beyond it everything is white. */
    private static final float BRIGHTEST = 1.6f;

    private final Shot.Exposure exposure;
    private final float[] curve = new float[CURVE + 2];

    Lens(Shot.Exposure exposure) {
        this.exposure = exposure;
        for (int i = 0; i < curve.length; i++) {
            double light = BRIGHTEST * i / CURVE;
            double tone = StrictMath.pow(light, exposure.gamma() / 2.2);
            curve[i] = 0.5f + exposure.contrast() * ((float) tone - 0.5f);
        }
    }

    FaceImage develop(Canvas canvas) {
        int size = canvas.size;
        float[][] planes = {canvas.red, canvas.green, canvas.blue};
        if (exposure.blur() > 0) {
            float[] kernel = kernel(exposure.blur() * size);
            float[] scratch = new float[size * size];
            for (float[] plane : planes) {
                blur(plane, scratch, size, kernel, 1, size);
                blur(scratch, plane, size, kernel, size, 1);
            }
        }
        for (int i = 0; i < size * size; i++) {
            tone(planes, i);
        }
        if (exposure.quality() > 0) {
            new BlockQuantizer(exposure.quality()).quantize(planes, size);
        }
        return new FaceImage(size, size, bytes(planes));
    }

    private static float[] kernel(float deviation) {
        int reach = Math.max(1, (int) (2.5f * deviation));
        float[] kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int i = -reach; i <= reach; i++) {
            kernel[i + reach] = (float) StrictMath.exp(-0.5 * i * i / (deviation * deviation));
            sum += kernel[i + reach];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    private static void blur(float[] from, float[] to, int size, float[] kernel, int step, int lineStep) {
        int reach = kernel.length / 2;
        for (int line = 0; line < size; line++) {
            for (int at = 0; at < size; at++) {
                float sum = 0;
                for (int i = -reach; i <= reach; i++) {
                    int other = Math.max(0, Math.min(size - 1, at + i));
                    sum += kernel[i + reach] * from[line * lineStep + other * step];
                }
                to[line * lineStep + at * step] = sum;
            }
        }
    }

    private void tone(float[][] planes, int i) {
        float red = curved(planes[0][i]);
        float green = curved(planes[1][i]);
        float blue = curved(planes[2][i]);
        float gray = 0.299f * red + 0.587f * green + 0.114f * blue;
        planes[0][i] = gray + (red - gray) * exposure.colors();
        planes[1][i] = gray + (green - gray) * exposure.colors();
        planes[2][i] = gray + (blue - gray) * exposure.colors();
    }

    private float curved(float light) {
        float at = Math.max(0, Math.min(light * exposure.gain() / BRIGHTEST, 1)) * CURVE;
        int below = (int) at;
        return curve[below] + (curve[below + 1] - curve[below]) * (at - below);
    }

    /** Adds noise, half of it the same in all three channels, and rounds. */
    private byte[] bytes(float[][] planes) {
        int count = planes[0].length;
        byte[] rgb = new byte[3 * count];
        SplitMix noise = new SplitMix(exposure.key());
        for (int i = 0; i < count; i++) {
            long bits = noise.next();
            float common = grain(bits);
            for (int channel = 0; channel < 3; channel++) {
                float own = exposure.colors() == 0 ? common : grain(bits >>> (16 * channel + 8));
                float value = planes[channel][i] + exposure.noise() * (common + own);
                rgb[3 * i + channel] = (byte) Math.round(255 * Shapes.clamp(value));
            }
        }
        return rgb;
    }

    /** Of mean 0 and standard deviation 0.7, from the lowest 16 bits. */
    private static float grain(long bits) {
        return ((bits & 0xff) + ((bits >>> 8) & 0xff) - 255) * 0.0067f;
    }
}
