package org.likeness.app.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.likeness.app.experiment.ExperimentResult.Judging;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.file.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code result.json}: the result of a run of an experiment. {@code docs/formats/experiment.md}. */
final class ResultFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** {@link ExperimentResult}. */
    private record Entry(
            @JsonProperty(required = true) String variant,
            @JsonProperty(required = true) long seed,
            @Nullable String failure,
            @JsonProperty(required = true) double accuracy,
            @JsonProperty(required = true) double areaUnderCurve,
            @JsonProperty(required = true) double equalErrorRate,
            @JsonProperty(required = true) double validationAuc,
            @JsonProperty(required = true) long bestStep,
            @JsonProperty(required = true) long steps,
            @JsonProperty(required = true) double minutes,
            @JsonProperty(required = true) Judged judged,
            @JsonProperty(required = true) Given given,
            @JsonProperty(required = true) String recipe) {
        private Entry {
            Objects.requireNonNull(variant, "variant");
            Objects.requireNonNull(judged, "judged");
            Objects.requireNonNull(given, "given");
            Objects.requireNonNull(recipe, "recipe");
        }
    }

    /** {@link Judging}. */
    private record Judged(
            @JsonProperty(required = true) String data,
            @JsonProperty(required = true) int testPeople,
            @JsonProperty(required = true) int pairs,
            @JsonProperty(required = true) int validation) {}

    /** {@link RunInputs}. */
    private record Given(
            @JsonProperty(required = true) int people,
            @JsonProperty(required = true) int pictures,
            @JsonProperty(required = true) int copies,
            @Nullable String start) {}

    private ResultFile() {}

    static void write(Path file, ExperimentResult result) {
        Judging judged = result.judged();
        RunInputs given = result.given();
        Entry entry = new Entry(
                result.variant(),
                result.seed(),
                result.failure(),
                result.accuracy(),
                result.areaUnderCurve(),
                result.equalErrorRate(),
                result.validationAuc(),
                result.bestStep(),
                result.steps(),
                result.minutes(),
                new Judged(judged.data(), judged.testPeople(), judged.pairs(), judged.validation()),
                new Given(given.people(), given.pictures(), given.copies(), given.start()),
                result.recipe());
        AtomicFile.write(file, JSON.writeValueAsString(entry) + "\n");
    }

    /** @throws LikenessException if it cannot be read, or is not as documented */
    static ExperimentResult read(Path file) {
        try {
            Entry entry = JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), Entry.class);
            return new ExperimentResult(
                    entry.variant,
                    entry.seed,
                    entry.failure,
                    entry.accuracy,
                    entry.areaUnderCurve,
                    entry.equalErrorRate,
                    entry.validationAuc,
                    entry.bestStep,
                    entry.steps,
                    entry.minutes,
                    new Judging(
                            entry.judged.data, entry.judged.testPeople, entry.judged.pairs, entry.judged.validation),
                    new RunInputs(entry.given.people, entry.given.pictures, entry.given.copies, entry.given.start),
                    entry.recipe);
        } catch (IOException | JacksonException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read (%s): remove it", file, Printable.firstLine(e)), e);
        }
    }
}
