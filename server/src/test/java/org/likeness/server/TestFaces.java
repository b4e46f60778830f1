package org.likeness.server;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.evaluation.baseline.PixelEncoder;
import org.likeness.core.image.Box;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Landmarks;
import org.likeness.core.image.codec.ImageEncoder;

/** Made-up faces: a pattern of gray squares for each person, with a little noise for each picture of it. */
final class TestFaces {
    static final int SIDE = 64;
    private static final int SQUARES = 8;

    private TestFaces() {}

    /** A picture of a person, as a PNG file. */
    static byte[] picture(int person, int shot) {
        return ImageEncoder.encode(face(person, shot), ImageEncoder.Format.PNG);
    }

    static FaceImage face(int person, int shot) {
        SplittableRandom pattern = new SplittableRandom(person);
        int[] gray = pattern.ints(SQUARES * SQUARES, 40, 216).toArray();
        SplittableRandom noise = new SplittableRandom(1_000L * person + shot);
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int value = gray[y * SQUARES / SIDE * SQUARES + x * SQUARES / SIDE] + noise.nextInt(-20, 21);
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * SIDE + x) + c] = (byte) value;
                }
            }
        }
        return new FaceImage(SIDE, SIDE, rgb);
    }

    /** A black photograph with faces side by side, one column of black between them, as a PNG file. */
    static byte[] photograph(int... people) {
        int width = people.length * (SIDE + 8) + 8;
        byte[] rgb = new byte[3 * width * SIDE];
        for (int i = 0; i < people.length; i++) {
            FaceImage face = face(people[i], 1);
            for (int y = 0; y < SIDE; y++) {
                System.arraycopy(face.rgb(), 3 * y * SIDE, rgb, 3 * (y * width + 8 + i * (SIDE + 8)), 3 * SIDE);
            }
        }
        return ImageEncoder.encode(new FaceImage(width, SIDE, rgb), ImageEncoder.Format.PNG);
    }

    /** Compares pixels; calibrated, so that a thousandth of strangers are identified at a distance of 0.3. */
    static FaceEncoder encoder() {
        FaceEncoder pixels = PixelEncoder.of(CropFraction.WHOLE);
        EncoderSpec spec = pixels.spec()
                .withCalibration(new Calibration(
                        0.4,
                        "people made for a test",
                        1_000,
                        1_000,
                        100_000,
                        List.of(
                                new OperatingPoint(0.01, 0.4, 0.009, 0.011, 0.01),
                                new OperatingPoint(0.001, 0.35, 0.0009, 0.0011, 0.02),
                                new OperatingPoint(0.0001, 0.3, 0.00009, 0.00011, 0.03))));
        return new FaceEncoder() {
            @Override
            public EncoderSpec spec() {
                return spec;
            }

            @Override
            public EncoderId space() {
                return pixels.space();
            }

            @Override
            public List<Embedding> embed(List<FaceImage> faces) {
                return pixels.embed(faces);
            }

            @Override
            public void close() {}
        };
    }

    /** Finds the faces of {@link #photograph}. */
    static FaceDetector detector() {
        return new FaceDetector() {
            @Override
            public List<DetectedFace> detect(FaceImage picture) {
                List<DetectedFace> faces = new ArrayList<>();
                for (int left = 8; left + SIDE <= picture.width(); left += SIDE + 8) {
                    if (picture.rgb()[3 * (SIDE / 2 * picture.width() + left + SIDE / 2)] != 0) {
                        faces.add(new DetectedFace(new Box(left, 0, SIDE, SIDE), landmarks(left), 0.9));
                    }
                }
                return faces;
            }

            @Override
            public void close() {}
        };
    }

    private static Landmarks landmarks(double left) {
        return new Landmarks(
                new Landmarks.Point(left + 0.34 * SIDE, 0.46 * SIDE),
                new Landmarks.Point(left + 0.66 * SIDE, 0.46 * SIDE),
                new Landmarks.Point(left + 0.5 * SIDE, 0.64 * SIDE),
                new Landmarks.Point(left + 0.37 * SIDE, 0.82 * SIDE),
                new Landmarks.Point(left + 0.63 * SIDE, 0.82 * SIDE));
    }
}
