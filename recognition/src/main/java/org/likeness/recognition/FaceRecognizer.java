package org.likeness.recognition;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.UserException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.gallery.Decision;
import org.likeness.core.gallery.ExactIndex;
import org.likeness.core.gallery.Gallery;
import org.likeness.core.gallery.IdentificationThreshold;
import org.likeness.core.gallery.PersonId;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.ImageDecoder;
import org.likeness.recognition.detection.FaceDetectors;

/**
 * An encoder at work: embeds, verifies, enrolls and identifies with a few calls. Pictures are faces that are cut out already, as the
 * encoder's specification has it, or photographs in which a {@link FaceAcquirer} finds the face first.
 */
public final class FaceRecognizer implements AutoCloseable {
    private final FaceEncoder encoder;
    private final FaceAcquirer acquirer;

    /** @param encoder of faces that are cut out already; closed with this recognizer */
    public FaceRecognizer(FaceEncoder encoder) {
        this(encoder, FaceAcquirer.WHOLE);
    }

    /**
     * @param encoder  closed with this recognizer
     * @param acquirer finds the face that is meant, as the encoder takes it; closed with this recognizer
     */
    public FaceRecognizer(FaceEncoder encoder, FaceAcquirer acquirer) {
        this.encoder = encoder;
        this.acquirer = acquirer;
    }

    /**
     * Loads an encoder's file.
     *
     * @throws UserException if it is missing, broken or not an encoder
     */
    public static FaceRecognizer load(Path encoder) {
        return new FaceRecognizer(OnnxEncoder.load(encoder));
    }

    /**
     * Loads an encoder's file, and a detector that finds the largest face of each picture and aligns it.
     *
     * @param detector one that finds landmarks itself, such as YuNet
     * @throws UserException if a file is missing, broken or another's, or if the encoder does not say where landmarks come to lie
     */
    public static FaceRecognizer load(Path encoder, Path detector) {
        OnnxEncoder loaded = OnnxEncoder.load(encoder);
        try {
            EncoderSpec spec = loaded.spec();
            if (!(spec.crop() instanceof FivePointTemplate template)) {
                throw new UserException(String.format(
                        Locale.ROOT,
                        "%s does not say where landmarks come to lie: an encoder with a template is wanted",
                        encoder));
            }
            return new FaceRecognizer(
                    loaded,
                    new AligningAcquirer(
                            FaceDetectors.load(detector),
                            FaceChoice.LARGEST,
                            template,
                            spec.inputWidth(),
                            spec.inputHeight(),
                            spec.border()));
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    /** What embeds. */
    public FaceEncoder encoder() {
        return encoder;
    }

    /**
     * Where a picture lies.
     *
     * @throws org.likeness.core.image.UnreadablePictureException if it cannot be read
     * @throws UserException                                      if no face was found in it
     */
    public Embedding embed(Path picture) {
        return embed(picture.toString(), ImageDecoder.decode(picture));
    }

    /**
     * Where a picture lies.
     *
     * @throws UserException if no face was found in it
     */
    public Embedding embed(FaceImage picture) {
        return embed("a picture", picture);
    }

    private Embedding embed(String name, FaceImage picture) {
        Acquisition outcome = acquirer.acquire(picture).get(0);
        if (outcome instanceof FailedToAcquire failure) {
            throw new UserException(String.format(Locale.ROOT, "%s: %s", name, failure.reason()));
        }
        return encoder.embed(List.of(outcome.taken().orElseThrow())).get(0);
    }

    /**
     * Whether two pictures show one person.
     *
     * @param distance  of their embeddings
     * @param threshold the largest distance that counts as one person
     * @param same      whether the distance is at most the threshold
     */
    public record Verdict(double distance, double threshold, boolean same) {}

    /** Compares two pictures at the calibrated threshold of the highest accuracy. */
    public Verdict verify(Path first, Path second) {
        return verify(first, second, verificationThreshold());
    }

    /** Compares two pictures. */
    public Verdict verify(Path first, Path second, double threshold) {
        return verdict(embed(first), embed(second), threshold);
    }

    /** Compares two pictures. */
    public Verdict verify(FaceImage first, FaceImage second, double threshold) {
        return verdict(embed(first), embed(second), threshold);
    }

    private Verdict verdict(Embedding first, Embedding second, double threshold) {
        double distance = first.distanceTo(second, encoder.spec().distance());
        return new Verdict(distance, threshold, distance <= threshold);
    }

    /** Enrolls a picture of a person; one is enough. */
    public void enroll(Gallery gallery, PersonId person, Path picture) {
        gallery.enroll(person, picture.toString(), embed(picture));
    }

    /**
     * Who is in the picture, at the threshold for {@link IdentificationThreshold#USUAL_FALSE_POSITIVES} and the gallery's size.
     *
     * @throws UserException if the encoder is not calibrated
     */
    public Decision identify(Gallery gallery, Path picture) {
        return Decision.of(
                new ExactIndex(gallery, encoder.spec().distance()).nearest(embed(picture), 1),
                identificationThreshold(gallery, IdentificationThreshold.USUAL_FALSE_POSITIVES)
                        .threshold());
    }

    /**
     * The threshold of the highest accuracy.
     *
     * @throws UserException if the encoder is not calibrated
     */
    public double verificationThreshold() {
        return calibration().threshold();
    }

    /**
     * The threshold at which strangers are taken for somebody of a gallery no more often than wanted, as it is enrolled now.
     *
     * @param namedStrangers the rate wanted, in (0, 1)
     * @throws UserException if the encoder is not calibrated
     */
    public IdentificationThreshold identificationThreshold(Gallery gallery, double namedStrangers) {
        return IdentificationThreshold.of(calibration(), pictures(gallery), namedStrangers);
    }

    /** What is to be expected of a threshold that was chosen by hand, in a gallery as it is enrolled now. */
    public IdentificationThreshold at(double threshold, Gallery gallery) {
        return IdentificationThreshold.at(
                threshold,
                encoder.spec().calibration().filter(known -> known.coversMirror() == encoder.mirrors()),
                pictures(gallery));
    }

    private static int pictures(Gallery gallery) {
        return gallery.people().values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The threshold at a false-match rate.
     *
     * @throws UserException if the encoder is not calibrated for that rate; the message lists the rates
     */
    public double thresholdAt(double falseMatchRate) {
        return operatingPoint(falseMatchRate).threshold();
    }

    /**
     * What was measured at a false-match rate, on the people of {@link #calibration()}: on others the rate may be several times as large.
     *
     * @throws UserException if the encoder is not calibrated for that rate; the message lists the rates
     */
    public OperatingPoint operatingPoint(double falseMatchRate) {
        return calibration().points().stream()
                .filter(point -> point.falseMatchRate() == falseMatchRate)
                .findFirst()
                .orElseThrow(() -> new UserException(String.format(
                        Locale.ROOT,
                        "encoder %s has no threshold for a false-match rate of %s: it has them for %s; likeness calibrate measures others",
                        encoder.space().brief(),
                        falseMatchRate,
                        calibration().points().stream()
                                .map(OperatingPoint::falseMatchRate)
                                .toList())));
    }

    /**
     * What a distance is worth as evidence: ln(p(distance | one person) / p(distance | two people)).
     *
     * @return nothing if that was not fitted for the encoder
     */
    public Optional<Double> logLikelihoodRatio(double distance) {
        return encoder.spec()
                .calibration()
                .flatMap(Calibration::likelihoodRatio)
                .map(ratio -> ratio.at(distance));
    }

    /**
     * The encoder's thresholds, and on whom they were measured: on other data, rates may be several times as large.
     *
     * @throws UserException if the encoder is not calibrated
     */
    public Calibration calibration() {
        Calibration measured = encoder.spec()
                .calibration()
                .orElseThrow(() -> new UserException(String.format(
                        Locale.ROOT,
                        "encoder %s has no calibrated threshold: give one with --threshold, measure them with likeness calibrate, or train it with held-back people",
                        encoder.space().brief())));
        if (measured.coversMirror() != encoder.mirrors()) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    "the thresholds in the encoder's file were measured %s --mirror, which brings all faces nearer to each other: %s --mirror, give a threshold with --threshold, or measure others with likeness calibrate%s",
                    measured.coversMirror() ? "with" : "without",
                    measured.coversMirror() ? "give" : "leave out",
                    encoder.mirrors() ? " --mirror" : ""));
        }
        return measured;
    }

    @Override
    public void close() {
        acquirer.close();
        encoder.close();
    }
}
