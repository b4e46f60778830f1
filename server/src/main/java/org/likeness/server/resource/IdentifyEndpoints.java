package org.likeness.server.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.likeness.api.PictureFailure;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.api.recognition.UsedFace;
import org.likeness.api.service.SearchRequest;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.Embedding;
import org.likeness.gallery.Decision;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Neighbor;
import org.likeness.recognition.PairThreshold;
import org.likeness.recognition.PictureSource;
import org.likeness.recognition.SearchLimits;
import org.likeness.server.access.Role;
import org.likeness.server.answer.Faces;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;

/** Who is it? The people of a gallery who are near the faces of pictures. */
public final class IdentifyEndpoints {
    private static final int MOST_CANDIDATES = 100;
    private static final int MOST_SEARCHED = 100;

    private final ServedFaces faces;
    private final Galleries galleries;
    private final Pictures pictures;

    public IdentifyEndpoints(ServedFaces faces, Galleries galleries) {
        this.faces = faces;
        this.galleries = galleries;
        this.pictures = new Pictures(faces);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(
                        Method.POST,
                        "/v1/galleries/{gallery}/identify",
                        Role.IDENTIFY,
                        "identify",
                        this::identify,
                        "faces",
                        "fpir",
                        "fmr",
                        "threshold",
                        "candidates",
                        "name"),
                Route.of(
                        Method.POST,
                        "/v1/galleries/{gallery}/search",
                        Role.IDENTIFY,
                        "search",
                        this::search,
                        "fpir",
                        "fmr",
                        "threshold",
                        "candidates"));
    }

    private Reply identify(Call call) {
        ServedGallery gallery = galleries.named(call);
        int candidates = call.query("candidates", 0, 1, MOST_CANDIDATES);
        FaceChoice choice = pictures.choice(call, FaceChoice.ALL);
        SearchLimits limits = limits(call, gallery);
        List<PictureSource> sources = pictures.sources(call);
        return pictures.inTurn(() -> {
            List<PictureProblem> failures = new ArrayList<>();
            List<IdentifiedFace> identified = pictures.find(sources, choice, failures).stream()
                    .map(found -> identified(found, gallery, limits, candidates))
                    .toList();
            if (identified.isEmpty()) {
                Pictures.refuse(failures);
            }
            return reply(gallery, limits, identified, Pictures.failures(failures), candidates);
        });
    }

    private Reply reply(
            ServedGallery gallery,
            SearchLimits limits,
            List<IdentifiedFace> identified,
            List<PictureFailure> failures,
            int candidates) {
        List<Long> people = identified.stream()
                .filter(face -> face.decision() == FaceDecision.MATCH)
                .flatMap(face -> Optional.ofNullable(face.nearest()).stream())
                .map(IdentifyAnswer.EnrolledPicture::personId)
                .distinct()
                .toList();
        return Reply.of(Faces.identified(gallery.name(), faces.thresholds(), limits, identified, failures))
                .about(people)
                .outcome(candidates > 0 ? "candidates" : people.isEmpty() ? "unknown" : "identified");
    }

    private Reply search(Call call) {
        ServedGallery gallery = galleries.named(call);
        int candidates = call.query("candidates", 0, 1, MOST_CANDIDATES);
        SearchLimits limits = limits(call, gallery);
        SearchRequest request = call.document(SearchRequest.class);
        int count = Math.max(1, candidates);
        List<IdentifiedFace> found = new ArrayList<>();
        for (long id : bounded(Optional.ofNullable(request.faceIds()).orElse(List.of()))) {
            FaceId face = galleries.face(gallery, id).id();
            found.add(answer("face " + id, gallery.exact().similar(List.of(face), count), limits, candidates));
        }
        for (List<Double> numbers :
                bounded(Optional.ofNullable(request.embeddings()).orElse(List.of()))) {
            Embedding embedding = GivenEmbeddings.embedding(faces.encoder(), request.space(), numbers);
            found.add(answer(
                    "embedding " + (found.size() + 1),
                    gallery.searched().nearest(embedding, count),
                    limits,
                    candidates));
        }
        return reply(gallery, limits, found, List.of(), candidates);
    }

    private static <T> List<T> bounded(List<T> given) {
        if (given.size() > MOST_SEARCHED) {
            throw ServiceException.invalid(
                    "%d faces are searched for; at most %d are taken in one request", given.size(), MOST_SEARCHED);
        }
        return given;
    }

    private IdentifiedFace identified(
            Pictures.Found found, ServedGallery gallery, SearchLimits limits, int candidates) {
        List<Neighbor> nearest = gallery.searched().nearest(found.picture(), found.face(), Math.max(1, candidates));
        return answer(Faces.used(found.source().name(), found.face()), nearest, limits, candidates);
    }

    private static IdentifiedFace answer(String name, List<Neighbor> nearest, SearchLimits limits, int candidates) {
        return answer(new UsedFace(name, null, null), nearest, limits, candidates);
    }

    private static IdentifiedFace answer(UsedFace used, List<Neighbor> nearest, SearchLimits limits, int candidates) {
        return candidates > 0
                ? Faces.candidates(used, nearest)
                : Faces.identified(used, Decision.of(nearest, limits.limits()));
    }

    private SearchLimits limits(Call call, ServedGallery gallery) {
        Optional<PairThreshold> given = PairParameters.given(call, faces.thresholds());
        Optional<Double> rate = call.query("fpir", 0, 1);
        if (given.isPresent() && rate.isPresent()) {
            throw ServiceException.invalid("give one of fpir, fmr and threshold");
        }
        return rate.map(wanted -> SearchLimits.strict(faces.thresholds(), gallery.searched(), wanted))
                .or(() -> given.map(threshold -> SearchLimits.at(
                        faces.thresholds(), gallery.searched(), threshold.distance(), threshold.point())))
                .orElseGet(() -> SearchLimits.usual(faces.thresholds(), gallery.searched()));
    }
}
