package org.likeness.app.cli.spark;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.likeness.api.cluster.UnreadablePart;
import org.likeness.app.cli.text.Output;
import org.likeness.spark.part.ReadReport;
import picocli.CommandLine;

/**
 * Parts of a set that could not be read, and what a command says of them.
 *
 * @param reports of these alone
 */
record UnreadableParts(List<? extends ReadReport> reports) {
    void note(Output output) {
        reports.forEach(report -> output.note(report.part().name() + ": " + report.unreadable()));
    }

    /** How many there are, and what to do; nothing if there is none. */
    String text() {
        return reports.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d parts could not be read: mend or remove them, and repeat the command",
                        reports.size());
    }

    List<UnreadablePart> document() {
        return reports.stream()
                .map(report -> new UnreadablePart(
                        report.part().name(), report.part().set(), Objects.requireNonNull(report.unreadable())))
                .toList();
    }

    int exitCode() {
        return reports.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }
}
