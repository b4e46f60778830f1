package org.likeness.recognition;

import java.util.List;
import java.util.Optional;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.FaceImage;

/**
 * An encoder whose distances can be told in the head: the red of a picture's first pixel is the angle of its embedding on the unit circle,
 * in degrees, so that pictures at a and b degrees are 2 − 2 cos(a − b) apart.
 */
final class AngleEncoder implements FaceEncoder {
    private final EncoderSpec spec;
    private final EncoderId space;
    boolean closed;

    AngleEncoder(Optional<Calibration> calibration) {
        this(calibration, "a");
    }

    /** @param letter of the space, so that two encoders differ */
    AngleEncoder(Optional<Calibration> calibration, String letter) {
        this.space = new EncoderId(letter.repeat(64));
        this.spec = TestEncoders.model(1, calibration).spec();
    }

    static FaceImage face(int degrees) {
        byte[] rgb = new byte[3 * 4 * 4];
        rgb[0] = (byte) degrees;
        return new FaceImage(4, 4, rgb);
    }

    static PictureSource picture(int degrees) {
        return PictureSource.of(degrees + " degrees", face(degrees));
    }

    @Override
    public EncoderSpec spec() {
        return spec;
    }

    @Override
    public EncoderId space() {
        return space;
    }

    @Override
    public List<Embedding> embed(List<FaceImage> faces) {
        return faces.stream().map(this::embed).toList();
    }

    private Embedding embed(FaceImage face) {
        double angle = Math.toRadians(face.at(0, 0, 0));
        return new Embedding(space(), new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
    }

    @Override
    public void close() {
        closed = true;
    }
}
