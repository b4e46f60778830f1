package org.likeness.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.file.Sha256;

class AuditCheckTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
    private static final int COUNT = 9;

    @TempDir
    private Path folder;

    private Path file;

    /** The header and nine entries, each a second after the one before. */
    private List<String> lines;

    @BeforeEach
    void writeALog() throws IOException {
        file = folder.resolve("audit.jsonl");
        for (int i = 1; i <= COUNT; i++) {
            try (AuditLog log = AuditLog.open(file, Clock.fixed(FIRST.plusSeconds(i - 1), ZoneOffset.UTC))) {
                log.append(AuditEvent.of("r-" + i, "identify", "done").withPeople(List.of(17L)), false);
            }
        }
        lines = new ArrayList<>(Files.readAllLines(file));
    }

    private AuditCheck checked() throws IOException {
        Files.write(file, lines);
        return AuditCheck.of(file);
    }

    private static String hash(String line) {
        return Sha256.of(line.getBytes(StandardCharsets.UTF_8));
    }

    private void assertBroken(long line, String reason) throws IOException {
        AuditCheck check = checked();
        assertThat(check.broken()).isPresent();
        assertThat(check.broken().get().line()).isEqualTo(line);
        assertThat(check.broken().get().reason()).contains(reason);
        assertThat(check.count()).as("sound entries before").isEqualTo(Math.max(0, line - 2));
        assertThat(check.lastHash()).isEqualTo(line == 1 ? "0".repeat(64) : hash(lines.get((int) line - 2)));
    }

    @Test
    void aWholeLogIsSoAndSaysHowMuchThereIs() throws IOException {
        AuditCheck check = checked();
        assertThat(check)
                .isEqualTo(new AuditCheck(
                        COUNT,
                        Optional.of(FIRST),
                        Optional.of(FIRST.plusSeconds(COUNT - 1)),
                        hash(lines.get(COUNT)),
                        false,
                        Optional.empty(),
                        Optional.empty()));
        lines = lines.subList(0, 1);
        assertThat(checked())
                .isEqualTo(new AuditCheck(
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        hash(lines.get(0)),
                        false,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void aChangedCharacterIsFoundWhereverItIs() throws IOException {
        List<String> whole = List.copyOf(lines);
        for (int line : new int[] {0, 5}) {
            for (int i = 0; i < whole.get(line).length(); i += 2) {
                String text = whole.get(line);
                char changed = text.charAt(i) == '0' ? '1' : '0';
                lines = new ArrayList<>(whole);
                lines.set(line, text.substring(0, i) + changed + text.substring(i + 1));
                Optional<AuditCheck.Broken> broken = checked().broken();
                assertThat(broken).as("line %d, character %d", line + 1, i).isPresent();
                assertThat(broken.get().line()).isBetween(line + 1L, line + 2L);
            }
        }
    }

    @Test
    void aChangedValueIsFoundInTheNextLine() throws IOException {
        lines.set(4, lines.get(4).replace("[17]", "[18]"));
        assertBroken(6, "that line was changed, or lines were removed, inserted or reordered");
    }

    @Test
    void aRemovedLineIsFound() throws IOException {
        lines.remove(4);
        assertBroken(5, "lines were removed");
    }

    @Test
    void aRemovedHeaderIsFound() throws IOException {
        lines.remove(0);
        assertBroken(1, "likeness-audit");
    }

    @Test
    void anInsertedLineIsFound() throws IOException {
        lines.add(4, lines.get(4));
        assertBroken(6, "lines were removed, inserted or reordered");
    }

    /** Who inserts a line that continues the chain breaks it behind. */
    @Test
    void aForgedLineIsFoundInTheNextOne() throws IOException {
        String forged = lines.get(5).replace("r-5", "r-9");
        assertThat(forged).contains("\"sequence\":5");
        lines.set(5, forged);
        lines.set(
                6, lines.get(6).replaceFirst("\"previous\":\"[0-9a-f]{64}\"", "\"previous\":\"" + hash(forged) + "\""));
        assertBroken(8, "hash of the line before");
    }

    @Test
    void reorderedLinesAreFound() throws IOException {
        Collections.swap(lines, 4, 5);
        assertBroken(5, "reordered");
    }

    @Test
    void aWrongSequenceNumberIsFoundEvenIfTheHashesAreComputedAnew() throws IOException {
        lines.remove(4);
        for (int i = 4; i < lines.size(); i++) {
            lines.set(
                    i,
                    lines.get(i)
                            .replaceFirst(
                                    "\"previous\":\"[0-9a-f]{64}\"",
                                    "\"previous\":\"" + hash(lines.get(i - 1)) + "\""));
        }
        assertBroken(5, "its sequence number is 5: 4 is expected");
    }

    @Test
    void whatIsNoEntryIsFound() throws IOException {
        lines.set(4, "x");
        assertBroken(5, "Unrecognized token 'x'");
        lines.set(4, "y".repeat(300_000));
        assertBroken(5, "a line has more than");
        lines.set(4, "");
        assertBroken(5, "");
    }

    /** The chain of what is left is whole: only the count and a hash that was noted elsewhere tell. */
    @Test
    void aCutEndIsFoundByAHashThatWasNoted() throws IOException {
        String noted = AuditCheck.of(file).lastHash();
        assertThat(AuditCheck.of(file, Optional.of(noted)).expected()).contains(COUNT + 1L);
        lines.remove(COUNT);
        AuditCheck cut = checked();
        assertThat(cut.broken()).isEmpty();
        assertThat(cut.count()).isEqualTo(COUNT - 1);
        assertThat(cut.lastHash()).isNotEqualTo(noted);
        assertThat(AuditCheck.of(file, Optional.of(noted)).expected()).isEmpty();
    }

    @Test
    void aNotedHashStaysInTheLogWhenItGrows() {
        String noted = AuditCheck.of(file).lastHash();
        try (AuditLog log = AuditLog.open(file, Clock.systemUTC())) {
            log.append(AuditEvent.of("r", "identify", "done"), false);
            AuditCheck grown = AuditCheck.of(file, Optional.of(noted));
            assertThat(grown.expected()).contains(COUNT + 1L);
            assertThat(grown.count()).isEqualTo(COUNT + 1);
        }
    }

    @Test
    void anUnfinishedLineIsNotABrokenOne() throws IOException {
        Files.writeString(file, String.join("\n", lines)); // its last line is being written
        AuditCheck check = AuditCheck.of(file);
        assertThat(check.isUnfinished()).isTrue();
        assertThat(check.broken()).isEmpty();
        assertThat(check.count()).isEqualTo(COUNT - 1);
    }

    @Test
    void aMissingLogIsSaid() {
        assertThatThrownBy(() -> AuditCheck.of(folder.resolve("none")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("no such audit log");
        assertThatThrownBy(() -> AuditCheck.of(folder))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is a folder");
    }
}
