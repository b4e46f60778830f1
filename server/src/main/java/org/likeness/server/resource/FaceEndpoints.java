package org.likeness.server.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.likeness.api.recognition.Face;
import org.likeness.api.service.DecisionAnswer;
import org.likeness.api.service.DetectAnswer;
import org.likeness.api.service.DetectAnswer.DetectedPicture;
import org.likeness.api.service.EmbeddingsAnswer;
import org.likeness.api.service.EmbeddingsAnswer.EmbeddedFace;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.recognition.PairThreshold;
import org.likeness.recognition.PictureSource;
import org.likeness.server.access.Role;
import org.likeness.server.answer.Faces;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** Pictures alone, without a gallery: finding faces, comparing two, embeddings. */
public final class FaceEndpoints {
    private final ServedFaces faces;
    private final Pictures pictures;

    public FaceEndpoints(ServedFaces faces) {
        this.faces = faces;
        this.pictures = new Pictures(faces);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.POST, "/v1/detect", Role.IDENTIFY, "detect", this::detect, "name"),
                Route.of(Method.POST, "/v1/verify", Role.VERIFY, "verify", this::verify, "faces", "threshold", "fmr"),
                Route.of(Method.POST, "/v1/embed", Role.ENROLL, "embed", this::embed, "faces", "name"));
    }

    private Reply detect(Call call) {
        if (!faces.detects()) {
            throw LikenessException.unsupported(
                    "this service has no detector: pictures are faces that are cut out already");
        }
        List<PictureSource> sources = pictures.sources(call);
        return pictures.inTurn(() -> {
            List<PictureProblem> failures = new ArrayList<>();
            List<DetectedPicture> detected = new ArrayList<>();
            for (PictureSource source : sources) {
                try {
                    FaceImage picture = source.decode();
                    detected.add(new DetectedPicture(
                            source.name(),
                            picture.width() * picture.reduction(),
                            picture.height() * picture.reduction(),
                            faces.acquire(picture, FaceChoice.ALL).stream()
                                    .flatMap(face -> found(face).stream())
                                    .toList()));
                } catch (UnreadablePictureException e) {
                    failures.add(Pictures.unreadable(source, e));
                }
            }
            if (detected.isEmpty()) {
                Pictures.refuse(failures);
            }
            return Reply.of(new DetectAnswer(detected, Pictures.failures(failures)));
        });
    }

    private static Optional<Face> found(Acquisition face) {
        return face instanceof Acquired acquired
                ? Optional.of(Faces.face(acquired.face(), acquired.quality()))
                : Optional.empty();
    }

    private Reply verify(Call call) {
        PairThreshold threshold = PairParameters.threshold(call, faces.thresholds());
        FaceChoice choice = pictures.choice(call, FaceChoice.LARGEST);
        List<PictureSource> sources = pictures.sources(call);
        return pictures.inTurn(() -> {
            List<Pictures.Found> two = pictures.one(sources, 2, choice);
            double distance = faces.embed(two.get(0).face())
                    .distanceTo(
                            faces.embed(two.get(1).face()),
                            faces.encoder().spec().distance());
            return !call.caller().has(Role.IDENTIFY)
                    ? Reply.of(new DecisionAnswer(Faces.decision(distance, threshold)))
                    : Reply.of(Faces.verified(
                            faces.encoder().space(),
                            Faces.used(two.get(0).source().name(), two.get(0).face()),
                            Faces.used(two.get(1).source().name(), two.get(1).face()),
                            distance,
                            threshold));
        });
    }

    private Reply embed(Call call) {
        FaceChoice choice = pictures.choice(call, FaceChoice.LARGEST);
        List<PictureSource> sources = pictures.sources(call);
        return pictures.inTurn(() -> {
            List<PictureProblem> failures = new ArrayList<>();
            List<EmbeddedFace> embedded = pictures.find(sources, choice, failures).stream()
                    .map(found -> new EmbeddedFace(
                            Faces.used(found.source().name(), found.face()), Faces.numbers(faces.embed(found.face()))))
                    .toList();
            if (embedded.isEmpty()) {
                Pictures.refuse(failures);
            }
            return Reply.of(
                    new EmbeddingsAnswer(faces.encoder().space().sha256(), embedded, Pictures.failures(failures)));
        });
    }
}
