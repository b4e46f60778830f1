package org.likeness.training.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.training.diagnostics.ExaminedLoss;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GuardMetrics;
import org.likeness.training.event.MiningChange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metrics of a run, read from its {@code metrics.jsonl}: of all parts, if it was resumed.
 *
 * @param steps       means over some steps each, in order
 * @param evaluations on the validation people, in order
 * @param diagnoses   in order
 * @param moves       changes of the mining strategy, in order
 */
public record RunHistory(
        List<Mean> steps, List<EvaluationMetrics> evaluations, List<Diagnosis> diagnoses, List<MiningChange> moves) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The mean of some steps. Figures that were not finite, such as distances in a batch without a positive, are NaN.
     *
     * @param step           the last of them
     * @param seconds        of training until then
     * @param loss           as it was differentiated
     * @param activeShare    of all valid triplets, in [0, 1]
     * @param meanToPositive mean d(a,p)
     * @param meanToNegative mean d(a,n)
     * @param waitingShare   share of the time in which the step waited for pictures, in [0, 1]
     * @param effectiveRank  of the embeddings
     * @param beyondHalf     share of anchor–positive pairs of which half of the negatives or more are nearer to the anchor
     */
    public record Mean(
            long step,
            double seconds,
            double loss,
            double activeShare,
            double meanToPositive,
            double meanToNegative,
            double waitingShare,
            double effectiveRank,
            double beyondHalf) {}

    public RunHistory {
        steps = List.copyOf(steps);
        evaluations = List.copyOf(evaluations);
        diagnoses = List.copyOf(diagnoses);
        moves = List.copyOf(moves);
    }

    /** Share of the time in which the steps waited for pictures, in [0, 1]; NaN without a step. */
    public double waitingShare() {
        return steps.stream().mapToDouble(Mean::waitingShare).average().orElse(Double.NaN);
    }

    /** The evaluation of the best encoder so far: the last of those that were the best of their time. */
    public Optional<EvaluationMetrics> best() {
        return evaluations.stream().filter(EvaluationMetrics::best).reduce((earlier, later) -> later);
    }

    /**
     * Reads a run's history.
     *
     * @throws LikenessException if the run has none, or a line of it is broken
     */
    public static RunHistory read(RunDirectory run) {
        List<Mean> steps = new ArrayList<>();
        List<EvaluationMetrics> evaluations = new ArrayList<>();
        List<Diagnosis> diagnoses = new ArrayList<>();
        List<MiningChange> moves = new ArrayList<>();
        List<String> lines = lines(run);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = parsed(run, lines.get(i), i + 1);
            switch (line.path("kind").asString("")) {
                case "step" -> steps.add(mean(line));
                case "evaluation" -> evaluations.add(evaluation(line));
                case "diagnosis" ->
                    named(Symptom.class, line.path("symptom"))
                            .ifPresent(symptom -> diagnoses.add(new Diagnosis(symptom, step(line), text(line))));
                case "mining" ->
                    named(Strategy.class, line.path("strategy"))
                            .ifPresent(strategy -> moves.add(new MiningChange(step(line), strategy, text(line))));
                default -> {
                    // a kind that a later release writes
                }
            }
        }
        return new RunHistory(steps, evaluations, diagnoses, moves);
    }

    private static long step(JsonNode line) {
        return line.path("step").asLong(0);
    }

    private static String text(JsonNode line) {
        return line.path("text").asString("");
    }

    /** Nothing if a later release wrote it. */
    private static <E extends Enum<E>> Optional<E> named(Class<E> type, JsonNode name) {
        return EnumWord.find(type, name.asString(""));
    }

    private static List<String> lines(RunDirectory run) {
        try {
            return Files.readAllLines(run.metrics(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", run.metrics(), e), e);
        }
    }

    private static JsonNode parsed(RunDirectory run, String line, int number) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw LikenessException.corrupt(
                    String.format(
                            Locale.ROOT, "%s, line %d: not a JSON object; remove the line", run.metrics(), number),
                    e);
        }
    }

    private static Mean mean(JsonNode line) {
        return new Mean(
                step(line),
                number(line, "seconds"),
                number(line, "loss"),
                number(line, "activeShare"),
                number(line, "meanToPositive"),
                number(line, "meanToNegative"),
                number(line, "waitingShare"),
                number(line, ExaminedLoss.RANK),
                number(line, ExaminedLoss.BEYOND_HALF));
    }

    private static EvaluationMetrics evaluation(JsonNode line) {
        return new EvaluationMetrics(
                step(line),
                number(line, "accuracy"),
                number(line, "auc"),
                number(line, "threshold"),
                line.path("pairs").asInt(0),
                line.path("best").asBoolean(false),
                number(line, "seconds"),
                guard(line));
    }

    private static Optional<GuardMetrics> guard(JsonNode line) {
        return line.has("guardAuc")
                ? Optional.of(new GuardMetrics(
                        line.path("guardPeople").asString(""),
                        line.path("guardPairs").asInt(0),
                        number(line, "guardAuc"),
                        number(line, "guardStart"),
                        number(line, "guardLower"),
                        number(line, "guardUpper")))
                : Optional.empty();
    }

    private static double number(JsonNode line, String name) {
        @Nullable JsonNode value = line.get(name);
        return value == null || !value.isNumber() ? Double.NaN : value.doubleValue();
    }
}
