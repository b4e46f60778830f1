package org.likeness.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
    private static final int GAP = 8; // black pixels around faces of a photograph

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
        return ImageEncoder.encode(
                photograph(
                        IntStream.of(people).mapToObj(person -> face(person, 1)).toList()),
                ImageEncoder.Format.PNG);
    }

    /** Square faces of one size, side by side. */
    static FaceImage photograph(List<FaceImage> faces) {
        int side = faces.get(0).width();
        int width = faces.size() * (side + GAP) + GAP;
        byte[] rgb = new byte[3 * width * side];
        for (int i = 0; i < faces.size(); i++) {
            for (int y = 0; y < side; y++) {
                System.arraycopy(
                        faces.get(i).rgb(), 3 * y * side, rgb, 3 * (y * width + GAP + i * (side + GAP)), 3 * side);
            }
        }
        return new FaceImage(width, side, rgb);
    }

    /** Compares pixels; calibrated, so that a thousandth of strangers are identified at a distance of 0.3. */
    static FaceEncoder encoder() {
        return encoder(PixelEncoder.DEFAULT_SIDE);
    }

    /** One that takes larger faces, as they are kept, and compares the same few pixels of them. */
    static FaceEncoder encoder(int side) {
        FaceEncoder pixels = PixelEncoder.of(CropFraction.WHOLE);
        EncoderSpec own = pixels.spec();
        EncoderSpec spec = new EncoderSpec(
                side,
                side,
                own.colorOrder(),
                own.normalization(),
                own.crop(),
                own.border(),
                own.embeddingSize(),
                own.distance(),
                own.normalized(),
                own.license(),
                own.origin(),
                own.provenance(),
                Optional.of(new Calibration(
                        0.4,
                        "people made for a test",
                        1_000,
                        1_000,
                        100_000,
                        List.of(
                                new OperatingPoint(0.01, 0.4, 0.009, 0.011, 0.01),
                                new OperatingPoint(0.001, 0.35, 0.0009, 0.0011, 0.02),
                                new OperatingPoint(0.0001, 0.3, 0.00009, 0.00011, 0.03)))));
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
                int side = picture.height();
                for (int left = GAP; left + side <= picture.width(); left += side + GAP) {
                    if (picture.rgb()[3 * (side / 2 * picture.width() + left + side / 2)] != 0) {
                        faces.add(new DetectedFace(new Box(left, 0, side, side), landmarks(left, side), 0.9));
                    }
                }
                return faces;
            }

            @Override
            public void close() {}
        };
    }

    private static Landmarks landmarks(double left, double side) {
        return new Landmarks(
                new Landmarks.Point(left + 0.34 * side, 0.46 * side),
                new Landmarks.Point(left + 0.66 * side, 0.46 * side),
                new Landmarks.Point(left + 0.5 * side, 0.64 * side),
                new Landmarks.Point(left + 0.37 * side, 0.82 * side),
                new Landmarks.Point(left + 0.63 * side, 0.82 * side));
    }
}
