package org.likeness.app.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.cli.CommandRun;
import org.likeness.app.cli.Golden;
import org.likeness.server.audit.AuditEvent;
import org.likeness.server.audit.AuditLog;

class AuditCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String OTHER_HASH = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeALog() {
        file = folder.resolve("audit.jsonl");
        append(
                AuditEvent.of("7f3a", "identify", "refused").withAddress(Optional.of("192.0.2.7")),
                AuditEvent.of("7f3b", "person-forget", "done")
                        .withKey(Optional.of("7k2m9qx4t0ab"))
                        .withGallery(Optional.of("staff"))
                        .withPeople(List.of(17L, 4L)));
    }

    private void append(AuditEvent... events) {
        try (AuditLog log = AuditLog.open(file, CLOCK)) {
            for (AuditEvent event : events) {
                log.append(event, false);
            }
        }
    }

    private CommandRun audit(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "audit";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--state";
        all[words.length + 2] = folder;
        return CommandRun.of(all);
    }

    private String lastHash() {
        return audit("check", "--json").assertDone().json().at("/lastHash").asString();
    }

    @Test
    void aWholeLogIsSoundAndPrintsWhatToNote() {
        CommandRun check = audit("check").assertDone();
        assertThat(check.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "the chain of " + file + " is whole",
                        "entries 2",
                        "first 2026-03-01T12:00:00Z",
                        "last 2026-03-01T12:00:00Z",
                        "last hash " + lastHash());
    }

    @Test
    void aHashThatWasNotedIsFoundUntilTheLogIsCut() throws IOException {
        String noted = lastHash();
        String whole = Files.readString(file);
        append(AuditEvent.of("7f3c", "identify", "done"));
        assertThat(audit("check", "--expect", noted).assertDone().out()).contains("is that of line 3");
        Files.writeString(file, whole.substring(0, whole.indexOf("{\"previous\"", whole.indexOf("7f3a"))));
        audit("check").assertDone();
        CommandRun cut = audit("check", "--expect", noted);
        assertThat(cut.code()).isEqualTo(2);
        assertThat(cut.out()).contains("entries", "no line has it");
        CommandRun document = audit("check", "--expect", noted, "--json");
        assertThat(document.code()).isEqualTo(2);
        assertThat(document.json().at("/sound").asBoolean()).isFalse();
        assertThat(document.json().at("/entryCount").asLong()).isEqualTo(1);
    }

    @Test
    void aChangedLogIsNotSound() throws IOException {
        Files.writeString(file, Files.readString(file).replace("refused", "done"));
        CommandRun check = audit("check");
        assertThat(check.code()).isEqualTo(2);
        assertThat(check.out()).contains("is broken at line 3: it does not contain the hash of the line before");
        Golden.accept("audit-check-broken", audit("check", "--json").json(), folder);
    }

    @Test
    void anUnfinishedLineIsSaid() throws IOException {
        Files.writeString(file, "{\"previous\"", StandardOpenOption.APPEND);
        assertThat(audit("check").assertDone().out()).contains("an entry that is being written");
    }

    @Test
    void theLastEntriesAreShownAlsoWhileAServiceWrites() {
        try (AuditLog log = AuditLog.open(file, CLOCK)) {
            assertThat(audit("show").assertDone().out().lines())
                    .containsExactly(
                            "2  2026-03-01T12:00:00Z  person-forget done, request 7f3b, key 7k2m9qx4t0ab, gallery staff, people #17 #4",
                            "1  2026-03-01T12:00:00Z  identify refused, request 7f3a, from 192.0.2.7");
            log.append(AuditEvent.of("7f3c", "identify", "done"), true);
            assertThat(audit("show", "--count", 1).assertDone().out()).startsWith("3  ");
            assertThat(audit("show", "--count", 1, "--before", 3).assertDone().out())
                    .startsWith("2  ");
            assertThat(audit("show", "--before", 1).assertDone().out().strip()).isEqualTo("no entries");
        }
    }

    @Test
    void mistakesAreSaid() throws IOException {
        audit("show", "--count", 0).assertMistake("--count 0: 1 or more is expected");
        audit("check", "--expect", "abc").assertMistake("--expect abc: 64 hexadecimal digits are expected");
        audit("check", "--expect", OTHER_HASH.replace('0', 'x')).assertMistake("64 hexadecimal digits");
        Files.writeString(file, "no log\n");
        audit("show").assertMistake("is a damaged audit log, or none");
        Files.delete(file);
        audit("show").assertMistake("no such audit log");
        audit("check").assertMistake("no such audit log");
    }

    @Test
    void documents() {
        Golden.accept(
                "audit-check",
                audit("check", "--expect", lastHash(), "--json").assertDone().json(),
                folder);
        Golden.accept("audit-show", audit("show", "--json").assertDone().json(), folder);
    }
}
