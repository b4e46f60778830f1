package org.likeness.server.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.api.service.FaceGroupsAnswer;
import org.likeness.api.service.FaceGroupsAnswer.FaceGroup;
import org.likeness.api.service.FaceGroupsAnswer.GroupedFace;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.Embedding;
import org.likeness.gallery.Decision;
import org.likeness.recognition.PairThreshold;
import org.likeness.recognition.PictureSource;
import org.likeness.recognition.SearchLimits;
import org.likeness.search.cluster.FaceCluster;
import org.likeness.search.cluster.FaceClustering;
import org.likeness.server.access.Role;
import org.likeness.server.answer.Faces;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** Who is often on some pictures, before anybody is enrolled: their faces grouped by person, to be named. */
public final class ClusterEndpoints {
    private final ServedFaces faces;
    private final Galleries galleries;
    private final Pictures pictures;

    public ClusterEndpoints(ServedFaces faces, Galleries galleries) {
        this.faces = faces;
        this.galleries = galleries;
        this.pictures = new Pictures(faces);
    }

    public List<Route> routes() {
        return List.of(Route.of(
                Method.POST,
                "/v1/galleries/{gallery}/cluster",
                Role.IDENTIFY,
                "cluster",
                this::cluster,
                "faces",
                "fmr",
                "threshold",
                "name"));
    }

    private Reply cluster(Call call) {
        ServedGallery gallery = galleries.named(call);
        FaceChoice choice = pictures.choice(call, FaceChoice.ALL);
        Optional<PairThreshold> given = PairParameters.given(call, faces.thresholds());
        double threshold = given.map(PairThreshold::distance).orElseGet(faces.thresholds()::forClusters);
        SearchLimits limits = given.map(
                        pair -> SearchLimits.at(faces.thresholds(), gallery.searched(), pair.distance(), pair.point()))
                .orElseGet(() -> SearchLimits.usual(faces.thresholds(), gallery.searched()));
        List<PictureSource> sources = pictures.sources(call);
        return pictures.inTurn(() -> {
            List<PictureProblem> failures = new ArrayList<>();
            List<GroupedFace> found = new ArrayList<>();
            List<Embedding> embeddings = new ArrayList<>();
            for (int i = 0; i < sources.size(); i++) {
                for (Pictures.Found face : pictures.find(List.of(sources.get(i)), choice, failures)) {
                    found.add(new GroupedFace(i + 1, Faces.used(face.source().name(), face.face())));
                    embeddings.add(faces.embed(face.face()));
                }
            }
            if (found.isEmpty()) {
                Pictures.refuse(failures);
            }
            List<FaceGroup> groups = clusters(embeddings, threshold).stream()
                    .map(cluster -> group(cluster, found, embeddings, gallery, limits))
                    .toList();
            return Reply.of(new FaceGroupsAnswer(
                    gallery.name(), faces.encoder().space().sha256(), threshold, groups, Pictures.failures(failures)));
        });
    }

    private static List<FaceCluster> clusters(List<Embedding> embeddings, double threshold) {
        return new FaceClustering(threshold, FaceClustering.USUAL_NEIGHBORS, 1)
                .of(embeddings.stream().map(Embedding::values).toArray(float[][]::new), face -> {});
    }

    private static FaceGroup group(
            FaceCluster cluster,
            List<GroupedFace> found,
            List<Embedding> embeddings,
            ServedGallery gallery,
            SearchLimits limits) {
        List<GroupedFace> members = cluster.members().stream()
                .map(member -> found.get(member.face()))
                .toList();
        Embedding typical = embeddings.get(cluster.members().get(0).face());
        IdentifiedFace identified = Faces.identified(
                members.get(0).used(), Decision.of(gallery.searched().nearest(typical, 1), limits.limits()));
        return new FaceGroup(members, Objects.requireNonNull(identified.decision()), identified.nearest());
    }
}
