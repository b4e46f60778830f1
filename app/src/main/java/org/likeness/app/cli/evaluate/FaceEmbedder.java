package org.likeness.app.cli.evaluate;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.CroppedEncoder;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.image.CropFraction;
import org.likeness.recognition.FaceRecognizer;

/**
 * Embeds pictures with the options of an evaluation.
 *
 * @param face     crop of the face in these pictures, if it is not the encoder's
 * @param mirror   whether embeddings are averaged with those of the mirror image
 * @param detector the detector, if one is given
 * @param output   shows the progress
 */
record FaceEmbedder(Optional<CropFraction> face, boolean mirror, DetectorOptions detector, Output output) {
    /** An encoder for these pictures; to be closed. */
    FaceRecognizer load(Path encoder) {
        FaceRecognizer recognizer = EncoderArgument.load(encoder, mirror);
        recognizer
                .encoder()
                .spec()
                .calibration()
                .filter(calibration -> calibration.coversMirror() != mirror)
                .ifPresent(calibration -> output.note(String.format(
                        Locale.ROOT,
                        "the thresholds in %s were measured %s --mirror: the calibrated rates do not hold here",
                        encoder,
                        mirror ? "without" : "with")));
        return face.map(where -> FaceRecognizer.builder(new CroppedEncoder(recognizer.encoder(), where))
                        .build())
                .orElse(recognizer);
    }

    /** The embeddings; pictures without a face are among them as failures. */
    PictureEmbeddings of(Collection<Picture> pictures, FaceRecognizer recognizer, Path encoder) {
        try (FaceAcquirer acquirer =
                        detector.acquirer(encoder, recognizer.encoder().spec(), output::note);
                Progress progress = output.progress("embed", pictures.size())) {
            return PictureEmbeddings.of(pictures, acquirer, recognizer.encoder(), progress::at);
        }
    }

    /** Names of the pictures without a face, and why. */
    static Map<String, String> failures(PictureEmbeddings embeddings) {
        Map<String, String> reasons = new LinkedHashMap<>();
        embeddings.failures().forEach((picture, reason) -> reasons.put(picture.name(), reason));
        return reasons;
    }
}
