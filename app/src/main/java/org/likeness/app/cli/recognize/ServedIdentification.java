package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.likeness.api.CalibratedThresholds;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.IdentifyOptions;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.server.answer.Faces;

/** Asks a server who is on pictures, in as many requests as it takes, and makes one answer of theirs. */
final class ServedIdentification {
    private final RecognitionClient client;
    private final GalleryClient gallery;
    private final Optional<Double> wanted;

    /** @param wanted the rate of strangers that is aimed at, if one is */
    ServedIdentification(RecognitionClient client, GalleryClient gallery, Optional<Double> wanted) {
        this.client = client;
        this.gallery = gallery;
        this.wanted = wanted;
    }

    /** @throws org.likeness.core.LikenessException if no face was found */
    Identified identify(List<Path> pictures, IdentifyOptions options, Skipped skipped) {
        List<IdentifyAnswer> answers = new ArrayList<>();
        new ServedPictures(pictures.stream().map(PictureArguments::picture).toList(), skipped, done -> {})
                .ask(batch -> gallery.identify(batch, options), IdentifyAnswer::failures, answers::add);
        List<IdentifiedFace> faces =
                answers.stream().flatMap(answer -> answer.faces().stream()).toList();
        Identified.requireFaces(faces, pictures.size());
        IdentifyAnswer first = answers.get(0);
        CalibratedThresholds calibration = client.models().servedEncoder().calibration();
        return Identified.of(
                new IdentifyAnswer(
                        first.gallery(),
                        first.space(),
                        first.pictureCount(),
                        first.threshold(),
                        first.formerSpaces(),
                        first.expectedRates(),
                        first.calibratedRate(),
                        first.calibratedOn(),
                        faces,
                        Faces.failures(skipped.reasons())),
                Optional.ofNullable(calibration).map(CalibratedThresholds::data),
                wanted);
    }
}
