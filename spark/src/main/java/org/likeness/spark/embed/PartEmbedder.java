package org.likeness.spark.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.FaceSet;
import org.likeness.export.PeopleEmbeddingsFile;
import org.likeness.shards.listing.FaceSetListing;
import org.likeness.spark.part.SetPart;

/** A task: embeds a part, writes its embeddings, then its report, which says that both are whole. */
final class PartEmbedder implements Function<SetPart, PartReport> {
    private static final long serialVersionUID = 1;

    private final String job;
    private final Broadcast<byte[]> encoder;
    private final String space;
    private final boolean mirror;
    private final int threads;
    private final String folder;

    /**
     * @param job     tells this job from others of this process
     * @param encoder bytes of its file, which the driver sends to each executor once
     * @param space   of the encoder
     * @param threads of one batch's computation
     * @param folder  that takes the files
     */
    PartEmbedder(String job, Broadcast<byte[]> encoder, String space, boolean mirror, int threads, String folder) {
        this.job = job;
        this.encoder = encoder;
        this.space = space;
        this.mirror = mirror;
        this.threads = threads;
        this.folder = folder;
    }

    @Override
    public PartReport call(SetPart part) {
        return part.read(
                job, (source, listing) -> embed(part, source, listing), reason -> PartReport.unreadable(part, reason));
    }

    private PartReport embed(SetPart part, String source, FaceSetListing listing) {
        FaceEncoder network = ExecutorEncoder.of(space, encoder::value, mirror, threads);
        List<Picture> pictures = listing.data().identities().stream()
                .flatMap(person -> person.pictures().stream())
                .toList();
        PictureEmbeddings embeddings = PictureEmbeddings.of(pictures, network, done -> {});
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
                null);
        target.write(report);
        return report;
    }

    private static PartReport.Failure failure(Picture picture, Identity person, Map<Picture, String> reasons) {
        return new PartReport.Failure(
                picture.name(), person.name(), reasons.getOrDefault(picture, "no embedding was computed"));
    }
}
