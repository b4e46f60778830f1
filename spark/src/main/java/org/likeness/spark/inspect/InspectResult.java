package org.likeness.spark.inspect;

import java.util.List;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.folder.SkippedFiles;
import org.likeness.shards.listing.Damages;
import org.likeness.spark.part.ReadReport;

/**
 * What an inspection has found.
 *
 * @param inspection of the parts that could be read
 * @param reports    of all parts
 * @param resumed    parts that an earlier run has read
 */
public record InspectResult(DatasetInspection inspection, List<InspectedPart> reports, int resumed) {
    /** Parts that could not be read. */
    public List<InspectedPart> unreadable() {
        return ReadReport.unreadable(reports);
    }

    /** What is damaged in the files. */
    public Damages damages() {
        return reports.stream().map(InspectedPart::damaged).reduce(Damages.NONE, Damages::plus);
    }

    /** Files, or members of archives, that are not read. */
    public SkippedFiles passedOver() {
        return reports.stream().map(InspectedPart::skipped).reduce(SkippedFiles.NOTHING, SkippedFiles::plus);
    }
}
