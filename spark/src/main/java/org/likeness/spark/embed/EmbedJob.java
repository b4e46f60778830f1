package org.likeness.spark.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.recognition.detection.FaceFinding;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.part.JobFolder;
import org.likeness.spark.part.SetPart;

/**
 * Embeds a set, a part a task. A part that is embedded stays: a job that failed goes on where it was, and one that is run twice does nothing
 * the second time.
 */
public final class EmbedJob {
    private EmbedJob() {}

    /**
     * Embeds what is not embedded yet.
     *
     * @throws LikenessException if the encoder or the set cannot be read, the folder holds another set's embeddings, or a task fails
     */
    public static EmbedResult run(SparkCluster cluster, EmbedSettings settings) {
        Path out = settings.out().toAbsolutePath();
        String space = space(settings.encoder());
        @Nullable String finding = settings.finding().map(FaceFinding::text).orElse(null);
        List<SetPart> parts = SetPart.of(settings.set(), settings.depth(), settings.pictures());
        var folder = EmbeddedSet.folder(out);
        folder.begin(new EmbeddedSet.Settings(
                EmbeddedSet.Settings.VERSION,
                space,
                settings.mirror(),
                settings.set().toAbsolutePath().toString(),
                parts.size(),
                finding));
        List<PartReport> reports = new ArrayList<>();
        List<SetPart> left = folder.left(parts, JobFolder::source, reports);
        int resumed = reports.size();
        if (!left.isEmpty()) {
            SentNetworks networks = SentNetworks.of(settings);
            reports.addAll(cluster.run(context -> {
                Broadcast<SentNetworks> sent = context.broadcast(networks);
                try {
                    var embedder = new PartEmbedder(
                            UUID.randomUUID().toString(),
                            sent,
                            space,
                            settings.mirror(),
                            finding,
                            cluster.coresOfTask(),
                            out.toString());
                    return context.parallelize(left, left.size()).map(embedder).collect();
                } finally {
                    sent.destroy();
                }
            }));
        }
        reports.sort(Comparator.comparing(report -> report.part().name()));
        return new EmbedResult(space, reports, resumed);
    }

    /** The mirror image does not change the space. */
    private static String space(Path encoder) {
        try (FaceEncoder network = OnnxEncoder.load(encoder, 1)) {
            return network.space().sha256();
        }
    }
}
