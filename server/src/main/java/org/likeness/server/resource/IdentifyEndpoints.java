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

/** Who is it? The people of a gallery who are near the faces of pictures. */
public final class IdentifyEndpoints {
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
                        SearchParameters.names("faces", "name")),
                Route.of(
                        Method.POST,
                        "/v1/galleries/{gallery}/search",
                        Role.IDENTIFY,
                        "search",
                        this::search,
                        SearchParameters.names()));
    }

    private Reply identify(Call call) {
        ServedGallery gallery = galleries.named(call);
        SearchParameters parameters = SearchParameters.of(call, faces.thresholds());
        FaceChoice choice = pictures.choice(call, FaceChoice.ALL);
        SearchLimits limits = parameters.limits(gallery.searched());
        List<PictureSource> sources = pictures.sources(call);
        return pictures.inTurn(() -> {
            List<PictureProblem> failures = new ArrayList<>();
            List<IdentifiedFace> identified = pictures.find(sources, choice, failures).stream()
                    .map(found -> answer(
                            Faces.used(found.source().name(), found.face()),
                            gallery.searched().nearest(found.picture(), found.face(), parameters.count()),
                            limits,
                            parameters))
                    .toList();
            if (identified.isEmpty()) {
                Pictures.refuse(failures);
            }
            return reply(gallery, limits, identified, Pictures.failures(failures), parameters);
        });
    }

    private Reply reply(
            ServedGallery gallery,
            SearchLimits limits,
            List<IdentifiedFace> identified,
            List<PictureFailure> failures,
            SearchParameters parameters) {
        List<Long> people = identified.stream()
                .filter(face -> face.decision() == FaceDecision.MATCH)
                .flatMap(face -> Optional.ofNullable(face.nearest()).stream())
                .map(IdentifyAnswer.EnrolledPicture::personId)
                .distinct()
                .toList();
        return Reply.of(Faces.identified(gallery.name(), faces.thresholds(), limits, identified, failures))
                .about(people)
                .outcome(parameters.isList() ? "candidates" : people.isEmpty() ? "unknown" : "identified");
    }

    private Reply search(Call call) {
        ServedGallery gallery = galleries.named(call);
        SearchParameters parameters = SearchParameters.of(call, faces.thresholds());
        SearchLimits limits = parameters.limits(gallery.searched());
        SearchRequest request = call.document(SearchRequest.class);
        List<IdentifiedFace> found = new ArrayList<>();
        List<Long> ids = Optional.ofNullable(request.faceIds()).orElse(List.of());
        GivenEmbeddings.requireBound(ids.size());
        for (long id : ids) {
            FaceId face = galleries.face(gallery, id).id();
            found.add(answer(
                    new UsedFace("face " + id, null, null),
                    gallery.exact().similar(List.of(face), parameters.count()),
                    limits,
                    parameters));
        }
        for (Embedding embedding : GivenEmbeddings.of(faces.encoder(), request)) {
            found.add(answer(
                    GivenEmbeddings.used(found.size()),
                    gallery.searched().nearest(embedding, parameters.count()),
                    limits,
                    parameters));
        }
        return reply(gallery, limits, found, List.of(), parameters);
    }

    private static IdentifiedFace answer(
            UsedFace used, List<Neighbor> nearest, SearchLimits limits, SearchParameters parameters) {
        return parameters.isList()
                ? Faces.candidates(used, nearest)
                : Faces.identified(used, Decision.of(nearest, limits.limits()));
    }
}
