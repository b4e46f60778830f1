package org.likeness.training.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.file.AtomicFile;
import org.likeness.training.event.GlobalMiningRound;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code doubtful-labels.json}: the doubtful labels of the latest global mining. {@code docs/formats/run.md}. */
public final class DoubtfulLabelsFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** {@link GlobalMiningRound}. */
    private record Round(
            @JsonProperty(required = true) long step,
            @JsonProperty(required = true) int people,
            List<Doubt> doubts) {
        private Round {
            doubts = List.copyOf(doubts);
        }
    }

    /** {@link GlobalMiningRound.Doubt}. */
    private record Doubt(
            String picture,
            String identity,
            String other,
            String otherIdentity,
            @JsonProperty(required = true) double distance) {
        private Doubt {
            Objects.requireNonNull(picture, "picture");
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(other, "other");
            Objects.requireNonNull(otherIdentity, "otherIdentity");
        }
    }

    private DoubtfulLabelsFile() {}

    static void write(Path file, GlobalMiningRound round) {
        Round entry = new Round(
                round.step(),
                round.people(),
                round.doubts().stream()
                        .map(doubt -> new Doubt(
                                doubt.picture(),
                                doubt.identity(),
                                doubt.other(),
                                doubt.otherIdentity(),
                                doubt.distance()))
                        .toList());
        AtomicFile.write(file, JSON.writeValueAsString(entry) + "\n");
    }

    /**
     * Reads the file of a run.
     *
     * @throws LikenessException if it cannot be read, or is damaged
     */
    public static GlobalMiningRound read(Path file) {
        try {
            Round entry = JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), Round.class);
            return new GlobalMiningRound(
                    entry.step,
                    entry.people,
                    entry.doubts.stream()
                            .map(doubt -> new GlobalMiningRound.Doubt(
                                    doubt.picture, doubt.identity, doubt.other, doubt.otherIdentity, doubt.distance))
                            .toList());
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        } catch (JacksonException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is damaged: %s", file, Printable.firstLine(e)), e);
        }
    }
}
