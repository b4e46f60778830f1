package org.likeness.spark.embed;

import java.util.List;
import org.likeness.spark.part.ReadReport;

/**
 * What a job has embedded.
 *
 * @param space   of the encoder, 64 hexadecimal digits
 * @param reports of all parts, also of those that an earlier run has embedded
 * @param resumed parts that an earlier run has embedded
 */
public record EmbedResult(String space, List<PartReport> reports, int resumed) {
    /** Parts that could not be read. */
    public List<PartReport> unreadable() {
        return ReadReport.unreadable(reports);
    }

    /** Pictures with an embedding. */
    public long embedded() {
        return reports.stream().mapToLong(PartReport::embedded).sum();
    }

    /** Pictures without one. */
    public long failed() {
        return reports.stream().mapToLong(report -> report.failures().size()).sum();
    }

    /** Damaged places in files. */
    public long damages() {
        return reports.stream().mapToLong(PartReport::damages).sum();
    }
}
