package org.likeness.spark.embed;

import java.util.List;
import java.util.Objects;
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

    /** Pictures that were taken as faces although they have another size than those that the encoder was trained on. */
    public long resized() {
        return reports.stream()
                .mapToLong(report -> Objects.requireNonNullElse(report.resized(), 0))
                .sum();
    }

    /** Damaged places in files. */
    public long damages() {
        return reports.stream().mapToLong(PartReport::damages).sum();
    }
}
