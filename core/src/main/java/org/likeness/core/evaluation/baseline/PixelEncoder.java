package org.likeness.core.evaluation.baseline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;

/**
 * The pixel baseline: the embedding is a small picture. It is centered and normalized to length 1, so that brightness and contrast have no
 * effect, and the squared distance is 2 − 2 × the correlation of two pictures. Colors are kept, which makes the baseline stronger.
 */
public final class PixelEncoder implements FaceEncoder {
    /** Pixels of width and height that {@link #of} compares: enough for eyes, nose and mouth. */
    public static final int DEFAULT_SIDE = 16;

    private final CropFraction crop;
    private final int side;
    private final EncoderId space;

    /**
     * @param crop the part of a picture that is the face
     * @param side pixels of width and height that are compared, in [8, 32]
     * @throws IllegalArgumentException if the side is out of range
     */
    public PixelEncoder(CropFraction crop, int side) {
        if (side < 8 || side > 32) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d pixels a side: the side must lie in [8, 32]", side));
        }
        this.crop = crop;
        this.side = side;
        space = Spaces.of("pixels " + crop + " " + side);
    }

    /** Compares at the usual size. */
    public static PixelEncoder of(CropFraction crop) {
        return new PixelEncoder(crop, DEFAULT_SIDE);
    }

    @Override
    public EncoderSpec spec() {
        return spec(3 * side * side, "correlation of pixels; no training");
    }

    /** The specification of an encoder that begins with these pixels. */
    EncoderSpec spec(int embeddingSize, String origin) {
        return new EncoderSpec(
                side,
                side,
                ColorOrder.RGB,
                new Normalization(0, 255),
                crop,
                Border.BLACK,
                embeddingSize,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                origin,
                Map.of(),
                Optional.empty());
    }

    @Override
    public EncoderId space() {
        return space;
    }

    @Override
    public List<Embedding> embed(List<FaceImage> faces) {
        return faces.stream().map(face -> new Embedding(space, vector(face))).toList();
    }

    /** The pixels, [side × side × 3], of mean 0 and length 1; all 0 where the picture is of one gray. */
    private float[] vector(FaceImage face) {
        byte[] rgb = Resampler.crop(face, crop, side, side).rgb();
        float[] vector = new float[rgb.length];
        double sum = 0;
        for (int i = 0; i < rgb.length; i++) {
            vector[i] = rgb[i] & 0xff;
            sum += vector[i];
        }
        float mean = (float) (sum / rgb.length);
        for (int i = 0; i < rgb.length; i++) {
            vector[i] -= mean;
        }
        return Vectors.unit(vector);
    }

    @Override
    public void close() {}
}
