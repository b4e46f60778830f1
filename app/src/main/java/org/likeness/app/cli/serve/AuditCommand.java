package org.likeness.app.cli.serve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.api.service.AuditCheckAnswer;
import org.likeness.app.cli.option.StateFolder;
import org.likeness.app.cli.text.FactLines;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.server.answer.ServiceDocuments;
import org.likeness.server.audit.AuditCheck;
import org.likeness.server.audit.AuditEntry;
import org.likeness.server.audit.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Read and check the audit log of the service: who asked for what, and with which outcome.",
        subcommands = {AuditCommand.CheckCommand.class, AuditCommand.ShowCommand.class})
public final class AuditCommand {
    /** What the commands have in common. */
    private abstract static class OnLog implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init") // picocli's
        StateFolder state;

        @Mixin
        final Output output = new Output();
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Read the whole audit log, and find the first line that was changed, removed, inserted or moved.",
                "A cut end leaves a whole chain: note the number of entries and the last hash elsewhere, and give the hash"
                        + " with --expect at the next check. Exit code 2 if the log is not sound."
            },
            footer = {
                "",
                "Examples:",
                "  likeness audit check",
                "  likeness audit check --expect c5fda66fd8b690bf8e33b60e4d8abe771355740136fa01f1ae2c59989a961cc5"
            })
    static final class CheckCommand extends OnLog {
        private static final int UNSOUND = 2;
        private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

        @Option(
                names = "--expect",
                paramLabel = "HASH",
                description = "The last hash of an earlier check: a line must have it, and all up to it is unchanged.")
        private @Nullable String expected;

        @Override
        public Integer call() {
            Optional<String> hash = Optional.ofNullable(expected).map(text -> text.toLowerCase(Locale.ROOT));
            hash.filter(text -> !HASH.matcher(text).matches()).ifPresent(text -> {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "--expect %s: 64 hexadecimal digits are expected, as the check prints them",
                        text));
            });
            AuditCheck check = AuditCheck.of(state.auditLog(), hash);
            AuditCheckAnswer answer = ServiceDocuments.check(check, hash);
            output.answer(text(check, hash), answer);
            return answer.sound() ? 0 : UNSOUND;
        }

        private String text(AuditCheck check, Optional<String> hash) {
            StringBuilder text = new StringBuilder(check.broken()
                    .map(broken -> String.format(
                            Locale.ROOT,
                            "%s is broken at line %,d: %s%n",
                            state.auditLog(),
                            broken.line(),
                            broken.reason()))
                    .orElse(String.format(Locale.ROOT, "the chain of %s is whole%n", state.auditLog())));
            text.append(FactLines.line(check.broken().isEmpty() ? "entries" : "entries before", check.count()));
            check.first().ifPresent(time -> text.append(FactLines.line("first", time)));
            check.last().ifPresent(time -> text.append(FactLines.line("last", time)));
            text.append(FactLines.line("last hash", check.lastHash()));
            if (check.isUnfinished()) {
                text.append(FactLines.line(
                        "after it", "an entry that is being written, or that a killed process did not finish"));
            }
            if (hash.isPresent()) {
                text.append(FactLines.line(
                        "expected hash",
                        check.expected()
                                .map(line -> String.format(
                                        Locale.ROOT, "is that of line %,d: all up to it is unchanged", line))
                                .orElse("no line has it: lines that it stood for were cut off or changed")));
            }
            return text.toString();
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the last entries of the audit log, the latest first.",
            footer = {"", "Examples:", "  likeness audit show --count 50", "  likeness audit show --before 1200"})
    static final class ShowCommand extends OnLog {
        @Option(names = "--count", paramLabel = "N", description = "How many entries (default: ${DEFAULT-VALUE}).")
        private int count = 20;

        @Option(names = "--before", paramLabel = "N", description = "Only entries with a lower number: the next page.")
        private @Nullable Long before;

        @Override
        public Integer call() {
            if (count < 1) {
                throw LikenessException.invalid(String.format(Locale.ROOT, "--count %d: 1 or more is expected", count));
            }
            List<AuditEntry> entries = AuditLog.last(state.auditLog(), count, Optional.ofNullable(before));
            output.answer(
                    entries.isEmpty()
                            ? "no entries"
                            : entries.stream()
                                    .map(ShowCommand::line)
                                    .collect(Collectors.joining(System.lineSeparator())),
                    ServiceDocuments.entries(entries));
            return 0;
        }

        private static String line(AuditEntry entry) {
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%d  %s  %s %s, request %s",
                    entry.sequence(),
                    entry.time(),
                    entry.action(),
                    entry.outcome(),
                    entry.request()));
            entry.keyId().ifPresent(key -> line.append(", key ").append(key));
            entry.gallery().ifPresent(gallery -> line.append(", gallery ").append(gallery));
            if (!entry.people().isEmpty()) {
                line.append(", people ")
                        .append(entry.people().stream().map(id -> "#" + id).collect(Collectors.joining(" ")));
            }
            entry.address().ifPresent(address -> line.append(", from ").append(address));
            return line.toString();
        }
    }
}
