package org.likeness.spark.part;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a part that was read, or could not be. */
public interface ReadReport extends JobFolder.Report {
    /** Why the part could not be read at all; null if it could. */
    @Nullable
    String unreadable();

    /** Those of parts that could not be read. */
    static <R extends ReadReport> List<R> unreadable(List<R> reports) {
        return reports.stream().filter(report -> report.unreadable() != null).toList();
    }
}
