package org.likeness.core.image.codec;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import org.likeness.core.image.FaceImage;

/**
 * Copies what a codec decoded into a {@link FaceImage}, sample by sample: {@code BufferedImage.getRGB} is slow, and interprets gray as
 * linear light, which brightens it.
 */
final class Rasters {
    private Rasters() {}

    static FaceImage toFaceImage(BufferedImage picture, int reduction) {
        var rgb = new byte[picture.getWidth() * picture.getHeight() * 3];
        if (isInterleavedBytes(picture)) {
            copyInterleaved(picture.getRaster(), rgb);
        } else if (isSamples(picture.getColorModel())) {
            copySamples(picture, rgb);
        } else {
            copyArgb(picture, rgb);
        }
        return new FaceImage(picture.getWidth(), picture.getHeight(), rgb, reduction);
    }

    /** Three bytes a pixel, as most JPEGs come. */
    private static boolean isInterleavedBytes(BufferedImage picture) {
        Raster raster = picture.getRaster();
        return isSamples(picture.getColorModel())
                && raster.getNumBands() == 3
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getNumBanks() == 1
                && raster.getParent() == null;
    }

    private static void copyInterleaved(Raster raster, byte[] rgb) {
        var model = (PixelInterleavedSampleModel) raster.getSampleModel();
        byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
        int[] band = model.getBandOffsets();
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            int from = raster.getDataBuffer().getOffset() + y * model.getScanlineStride();
            for (int x = 0; x < raster.getWidth(); x++) {
                rgb[to] = data[from + band[0]];
                rgb[to + 1] = data[from + band[1]];
                rgb[to + 2] = data[from + band[2]];
                to += 3;
                from += model.getPixelStride();
            }
        }
    }

    /** Gray or RGB, with or without alpha, 8 or 16 bits a sample. */
    private static boolean isSamples(ColorModel model) {
        int type = model.getColorSpace().getType();
        return model instanceof ComponentColorModel
                && !model.isAlphaPremultiplied()
                && (model.getTransferType() == DataBuffer.TYPE_BYTE
                        || model.getTransferType() == DataBuffer.TYPE_USHORT)
                && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB);
    }

    private static void copySamples(BufferedImage picture, byte[] rgb) {
        Raster raster = picture.getRaster();
        ColorModel model = picture.getColorModel();
        int bands = raster.getNumBands();
        int colors = model.getNumColorComponents();
        int maximum = (1 << model.getComponentSize(0)) - 1;
        var row = new int[raster.getWidth() * bands];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += bands) {
                long alpha = model.hasAlpha() ? row[from + colors] : maximum;
                long full = (long) maximum * maximum;
                for (int channel = 0; channel < 3; channel++) {
                    long sample = row[from + (colors == 1 ? 0 : channel)];
                    rgb[to++] = (byte) ((sample * alpha * 255 + full / 2) / full);
                }
            }
        }
    }

    /** Palettes and packed pixels; for these the conversion by the color model is exact. */
    private static void copyArgb(BufferedImage picture, byte[] rgb) {
        var row = new int[picture.getWidth()];
        int to = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int argb : row) {
                int alpha = argb >>> 24;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    rgb[to++] = (byte) (((argb >> shift & 0xff) * alpha + 127) / 255);
                }
            }
        }
    }
}
