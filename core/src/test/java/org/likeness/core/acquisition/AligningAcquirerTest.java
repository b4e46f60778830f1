package org.likeness.core.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.Acquisition.TakenWhole;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Landmarks;

class AligningAcquirerTest {
    private final Faces.BrightnessDetector detector = new Faces.BrightnessDetector();

    private FaceAcquirer acquirer() {
        return new AligningAcquirer(detector, FaceChoice.LARGEST, FaceAlignment.arcFace(112, Border.BLACK));
    }

    private static FaceAcquirer acquirer(FaceChoice choice, DetectedFace... found) {
        return new AligningAcquirer(
                new Faces.FixedDetector(List.of(found)), choice, FaceAlignment.arcFace(112, Border.BLACK));
    }

    @Test
    void aFaceIsAlignedAndJudged() {
        FaceImage picture = noise(112, 255);
        Acquired acquired = (Acquired) acquirer().acquire(picture).get(0);
        assertThat(acquired.aligned())
                .as("its landmarks lie on the template already")
                .isEqualTo(picture);
        assertThat(acquired.taken()).contains(acquired.aligned());
        assertThat(acquired.quality().eyeDistance()).isCloseTo(35.24, within(0.01));
        assertThat(acquired.quality().score()).isEqualTo(0.9);
    }

    @Test
    void theLineAtWhichBlackBeginsIsNoSharpness() {
        byte[] bright = new byte[60 * 60 * 3];
        Arrays.fill(bright, (byte) 200);
        Acquired acquired = (Acquired) acquirer(FaceChoice.LARGEST, Faces.at(-30, -30, 100, 0.9))
                .acquire(new FaceImage(60, 60, bright))
                .get(0);
        assertThat(acquired.aligned().at(0, 0, 0)).isZero();
        assertThat(acquired.aligned().at(56, 56, 0)).isEqualTo(200);
        assertThat(acquired.quality().sharpness()).isZero();
    }

    @Test
    void withoutAFaceTheFailureSaysWhy() {
        List<Acquisition> outcome = acquirer().acquire(new FaceImage(40, 30, new byte[40 * 30 * 3]));
        assertThat(outcome).containsExactly(new FailedToAcquire("no face was found in its 40×30 pixels"));
        assertThat(outcome.get(0).taken()).isEmpty();
    }

    @Test
    void aFaceWhoseEyesAreOneIsAFailure() {
        DetectedFace found = Faces.at(0, 0, 50, 0.9);
        double[] points = found.landmarks().points();
        points[2] = points[0];
        points[3] = points[1];
        DetectedFace oneEyed = new DetectedFace(found.box(), Landmarks.of(points), 0.9);
        assertThat(acquirer(FaceChoice.ALL, oneEyed, found).acquire(noise(60, 255)))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(FailedToAcquire.class),
                        second -> assertThat(second).isInstanceOf(Acquired.class));
    }

    @Test
    void sharpnessIsTheVarianceOfTheLaplacian() {
        byte[] gray = new byte[5 * 5 * 3];
        Arrays.fill(gray, 2 * 15 + 6, 2 * 15 + 9, (byte) 100); // one gray pixel in the middle
        FaceQuality quality = FaceQuality.of(Faces.at(0, 0, 50, 0.9), new FaceImage(5, 5, gray));
        double squares = (400.0 * 400 + 4 * 100 * 100) / 9; // of −400, four times 100, four times 0; their mean is 0
        assertThat(quality.sharpness()).isCloseTo(squares, within(0.5));
        FaceImage flat = new FaceImage(5, 5, new byte[5 * 5 * 3]);
        assertThat(FaceQuality.of(Faces.at(0, 0, 50, 0.9), flat).sharpness()).isZero();
    }

    @Test
    void closingItClosesTheDetector() {
        acquirer().close();
        assertThat(detector.isClosed()).isTrue();
    }

    @Test
    void aPictureMayBeTakenWhole() {
        FaceImage picture = noise(20, 0);
        assertThat(FaceAcquirer.WHOLE.acquire(picture)).containsExactly(new TakenWhole(picture));
    }

    private static FaceImage noise(int size, int first) {
        byte[] rgb = new byte[size * size * 3];
        new SplittableRandom(1).nextBytes(rgb);
        rgb[0] = (byte) first;
        return new FaceImage(size, size, rgb);
    }
}
