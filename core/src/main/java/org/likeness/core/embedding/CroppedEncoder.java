package org.likeness.core.embedding;

import java.util.List;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;

/** An encoder for pictures with another crop than its training pictures: the face is cropped first. */
public final class CroppedEncoder implements FaceEncoder {
    private final FaceEncoder encoder;
    private final CropFraction crop;

    /**
     * @param encoder encodes the face; closed with this encoder
     * @param crop    where the face is in the pictures
     */
    public CroppedEncoder(FaceEncoder encoder, CropFraction crop) {
        this.encoder = encoder;
        this.crop = crop;
    }

    @Override
    public EncoderSpec spec() {
        return encoder.spec();
    }

    @Override
    public EncoderId space() {
        return encoder.space();
    }

    @Override
    public boolean mirrors() {
        return encoder.mirrors();
    }

    @Override
    public List<Embedding> embed(List<FaceImage> faces) {
        CropFraction inside = encoder.spec().crop() instanceof CropFraction own ? own : CropFraction.WHOLE;
        return encoder.embed(faces.stream().map(face -> placed(face, inside)).toList());
    }

    /** A picture in which the encoder's own crop finds exactly the face. */
    private FaceImage placed(FaceImage face, CropFraction inside) {
        double width = crop.width() / inside.width();
        double height = crop.height() / inside.height();
        double centerX = crop.centerX() + (0.5 - inside.centerX()) * width;
        double centerY = crop.centerY() + (0.5 - inside.centerY()) * height;
        CropFraction outer = new CropFraction(centerX, centerY, width, height);
        return Resampler.crop(face, outer, (int) Math.max(1, Math.round(face.width() * width)), (int)
                Math.max(1, Math.round(face.height() * height)));
    }

    @Override
    public void close() {
        encoder.close();
    }
}
