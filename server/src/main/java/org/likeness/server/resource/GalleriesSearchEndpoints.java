package org.likeness.server.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.likeness.api.PictureFailure;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.UsedFace;
import org.likeness.api.service.GalleriesSearchAnswer;
import org.likeness.api.service.GalleriesSearchAnswer.PersonOfGallery;
import org.likeness.api.service.GalleriesSearchAnswer.SearchedFace;
import org.likeness.api.service.SearchRequest;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.Embedding;
import org.likeness.recognition.PictureSource;
import org.likeness.recognition.SearchLimits;
import org.likeness.server.access.Role;
import org.likeness.server.answer.Faces;
import org.likeness.server.answer.NearestPeople;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.http.Call;
import org.likeness.server.http.Concern;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;
import org.likeness.server.partner.PartnerGalleries;

/**
 * Who is it, of several galleries? They are searched as if they were one: the nearest person of all counts, and the threshold is that of
 * their common size. Some may be of partners, other services that divide a large gallery with this one.
 */
public final class GalleriesSearchEndpoints {
    private static final Comparator<PersonOfGallery> NEAREST_FIRST = Comparator.comparingDouble(
                    (PersonOfGallery found) -> found.enrolledPicture().distance())
            .thenComparing(PersonOfGallery::gallery)
            .thenComparing(found -> found.enrolledPicture().faceId());

    private final ServedFaces faces;
    private final ServedGalleries served;
    private final PartnerGalleries partners;
    private final Pictures pictures;

    public GalleriesSearchEndpoints(ServedFaces faces, ServedGalleries served, PartnerGalleries partners) {
        this.faces = faces;
        this.served = served;
        this.partners = partners;
        this.pictures = new Pictures(faces);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(
                        Method.POST,
                        "/v1/identify",
                        Role.IDENTIFY,
                        "galleries-identify",
                        this::identify,
                        SearchParameters.names(SearchedGalleries.PARAMETER, "faces", "name")),
                Route.of(
                        Method.POST,
                        "/v1/search",
                        Role.IDENTIFY,
                        "galleries-search",
                        this::search,
                        SearchParameters.names(SearchedGalleries.PARAMETER)));
    }

    /** The faces of a request, and whom the service's own galleries have near them. */
    private record Probes(List<UsedFace> used, List<Embedding> embeddings, List<NearestPeople> own) {}

    private SearchParameters parameters(Call call) {
        SearchParameters parameters = SearchParameters.of(call, faces.thresholds());
        parameters.limits(1); // what is impossible for one face, is refused before anything is computed
        return parameters;
    }

    private Reply identify(Call call) {
        SearchParameters parameters = parameters(call);
        FaceChoice choice = pictures.choice(call, FaceChoice.ALL);
        try (SearchedGalleries galleries = SearchedGalleries.of(call, served, partners)) {
            List<PictureSource> sources = pictures.sources(call);
            List<PictureProblem> failures = new ArrayList<>();
            Probes probes = pictures.inTurn(() -> {
                List<Pictures.Found> found = pictures.find(sources, choice, failures);
                if (found.isEmpty()) {
                    Pictures.refuse(failures);
                }
                List<Embedding> embeddings =
                        found.stream().map(face -> faces.embed(face.face())).toList();
                return new Probes(
                        found.stream()
                                .map(face -> Faces.used(face.source().name(), face.face()))
                                .toList(),
                        embeddings,
                        galleries.searchOwn(embeddings, parameters.count()));
            });
            return reply(galleries, probes, Pictures.failures(failures), parameters);
        }
    }

    private Reply search(Call call) {
        SearchParameters parameters = parameters(call);
        SearchRequest request = call.document(SearchRequest.class);
        if (request.embeddings() == null) {
            throw ServiceException.invalid(
                    "the ids of faces are of one gallery: search there, or give embeddings for several");
        }
        List<Embedding> embeddings = GivenEmbeddings.of(faces.encoder(), request);
        try (SearchedGalleries galleries = SearchedGalleries.of(call, served, partners)) {
            Probes probes = new Probes(
                    IntStream.range(0, embeddings.size())
                            .mapToObj(GivenEmbeddings::used)
                            .toList(),
                    embeddings,
                    galleries.searchOwn(embeddings, parameters.count()));
            return reply(galleries, probes, List.of(), parameters);
        }
    }

    /** Partners are waited for outside the turn, in which others compute meanwhile. */
    private Reply reply(
            SearchedGalleries galleries, Probes probes, List<PictureFailure> failures, SearchParameters parameters) {
        List<NearestPeople> found = new ArrayList<>(probes.own());
        found.addAll(galleries.searchPartners(faces.encoder().space(), probes.embeddings(), parameters.count()));
        found.sort(Comparator.comparing(NearestPeople::gallery));
        SearchLimits limits = parameters.limits(
                Math.toIntExact(found.stream().mapToLong(NearestPeople::faces).sum()));
        List<SearchedFace> answered = IntStream.range(0, probes.used().size())
                .mapToObj(i -> answer(probes.used().get(i), ranked(found, i, parameters.count()), limits, parameters))
                .toList();
        return concerning(Faces.searched(found, faces.thresholds(), limits, answered, failures), parameters);
    }

    private static List<PersonOfGallery> ranked(List<NearestPeople> found, int probe, int count) {
        return found.stream()
                .flatMap(gallery -> gallery.nearest().get(probe).stream()
                        .map(enrolled -> new PersonOfGallery(gallery.gallery(), enrolled)))
                .sorted(NEAREST_FIRST)
                .limit(count)
                .toList();
    }

    private static SearchedFace answer(
            UsedFace used, List<PersonOfGallery> nearest, SearchLimits limits, SearchParameters parameters) {
        if (parameters.isList()) {
            return new SearchedFace(used, null, null, nearest);
        }
        Optional<PersonOfGallery> first = nearest.stream().findFirst();
        boolean isMatch = first.filter(found ->
                        found.enrolledPicture().distance() <= limits.limits().current())
                .isPresent();
        return new SearchedFace(
                used, isMatch ? FaceDecision.MATCH : FaceDecision.UNKNOWN, first.orElse(null), List.of());
    }

    /** Each gallery is told of its own people; that nobody was identified concerns all. */
    private static Reply concerning(GalleriesSearchAnswer answer, SearchParameters parameters) {
        List<PersonOfGallery> matches = answer.faces().stream()
                .filter(face -> face.decision() == FaceDecision.MATCH)
                .flatMap(face -> Optional.ofNullable(face.nearest()).stream())
                .toList();
        String whole = parameters.isList() ? "candidates" : matches.isEmpty() ? "unknown" : "identified";
        List<Concern> concerns = answer.galleries().stream()
                .map(searched -> {
                    List<Long> people = matches.stream()
                            .filter(match -> match.gallery().equals(searched.gallery()))
                            .map(match -> match.enrolledPicture().personId())
                            .distinct()
                            .toList();
                    boolean isElsewhere = people.isEmpty() && !matches.isEmpty();
                    return new Concern(Optional.of(searched.gallery()), people, isElsewhere ? "done" : whole);
                })
                .toList();
        return Reply.of(answer).aboutEach(concerns).outcome(whole);
    }
}
