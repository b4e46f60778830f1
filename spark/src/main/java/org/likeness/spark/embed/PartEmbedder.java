package org.likeness.spark.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.picture.AlignedPictures;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.FaceSet;
import org.likeness.export.PeopleEmbeddingsFile;
import org.likeness.shards.listing.FaceSetListing;
import org.likeness.spark.part.SetPart;

/** A task: embeds a part, writes its embeddings, then its report, which says that both are whole. */
final class PartEmbedder implements Function<SetPart, PartReport> {
    private static final long serialVersionUID = 1;

    private final String job;
    private final Broadcast<SentNetworks> networks;
    private final String space;
    private final boolean mirror;
    private final @Nullable String finding;
    private final int threads;
    private final String folder;

    /**
     * @param job      tells this job from others of this process
     * @param networks of the job
     * @param space    of the encoder
     * @param finding  tells how faces are found from other ways; null if pictures are faces
     * @param threads  of one batch's computation
     * @param folder   that takes the files
     */
    PartEmbedder(
            String job,
            Broadcast<SentNetworks> networks,
            String space,
            boolean mirror,
            @Nullable String finding,
            int threads,
            String folder) {
        this.job = job;
        this.networks = networks;
        this.space = space;
        this.mirror = mirror;
        this.finding = finding;
        this.threads = threads;
        this.folder = folder;
    }

    @Override
    public PartReport call(SetPart part) {
        return part.read(
                job, (source, listing) -> embed(part, source, listing), reason -> PartReport.unreadable(part, reason));
    }

    private PartReport embed(SetPart part, String source, FaceSetListing listing) {
        FaceEncoder network = ExecutorNetworks.encoder(space, networks::value, mirror, threads);
        AtomicInteger resized = new AtomicInteger();
        FaceAcquirer acquirer = found(network.spec())
                .orElseGet(() -> new AlignedPictures(network.spec(), picture -> resized.incrementAndGet()));
        List<Picture> pictures = listing.data().identities().stream()
                .flatMap(person -> person.pictures().stream())
                .toList();
        PictureEmbeddings embeddings = PictureEmbeddings.of(pictures, acquirer, network, done -> {});
        List<PeopleEmbeddingsFile.Row> rows = new ArrayList<>();
        List<PartReport.Failure> failures = new ArrayList<>();
        for (Identity person : listing.data().identities()) {
            for (Picture picture : person.pictures()) {
                Optional<float[]> values = embeddings.of(picture);
                if (values.isPresent()) {
                    rows.add(new PeopleEmbeddingsFile.Row(
                            picture.name(), person.name(), new Embedding(network.space(), values.get())));
                } else {
                    failures.add(failure(picture, person, embeddings.failures()));
                }
            }
        }
        var target = EmbeddedSet.folder(Path.of(folder));
        PeopleEmbeddingsFile.write(target.file(part), rows);
        PartReport report = new PartReport(
                part,
                source,
                pictures.size(),
                rows.size(),
                FaceSet.of(listing.data(), embeddings).faces().longest(),
                failures,
                listing.damages().count(),
                List.copyOf(listing.damages().examples()),
                resized.get(),
                null);
        target.write(report);
        return report;
    }

    /** What finds faces; it is not closed, because all tasks share the detector. */
    private Optional<FaceAcquirer> found(EncoderSpec spec) {
        SentNetworks.Detection detection = networks.value().detection();
        if (detection == null || finding == null) {
            return Optional.empty();
        }
        return Optional.of(new AligningAcquirer(
                ExecutorNetworks.detector(finding, detection, threads),
                detection.choice(),
                detection.arcFace() ? spec.arcFaceAlignment() : spec.alignment().orElseThrow()));
    }

    private static PartReport.Failure failure(Picture picture, Identity person, Map<Picture, String> reasons) {
        return new PartReport.Failure(
                picture.name(), person.name(), reasons.getOrDefault(picture, "no embedding was computed"));
    }
}
