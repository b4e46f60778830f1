package org.likeness.spark.inspect;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.likeness.core.dataset.PictureSummary;
import org.likeness.export.SummariesFile;
import org.likeness.shards.listing.FaceSetListing;
import org.likeness.spark.part.SetPart;

/** A task: reads and decodes the pictures of a part, writes what it has seen of them, then its report, which says that both are whole. */
final class PartInspector implements Function<SetPart, InspectedPart> {
    private static final long serialVersionUID = 1;

    private final String job;
    private final int threads;
    private final String folder;

    /**
     * @param job     tells this job from others of this process
     * @param threads that decode
     * @param folder  that takes the files
     */
    PartInspector(String job, int threads, String folder) {
        this.job = job;
        this.threads = threads;
        this.folder = folder;
    }

    @Override
    public InspectedPart call(SetPart part) {
        return part.read(
                job,
                (source, listing) -> inspect(part, source, listing),
                reason -> InspectedPart.unreadable(part, reason));
    }

    private InspectedPart inspect(SetPart part, String source, FaceSetListing listing) {
        List<PictureSummary> pictures = PictureSummary.of(listing.data(), threads, done -> {});
        var target = InspectionFolder.of(Path.of(folder));
        SummariesFile.write(target.file(part), pictures);
        InspectedPart report = InspectedPart.of(part, source, listing, pictures);
        target.write(report);
        return report;
    }
}
