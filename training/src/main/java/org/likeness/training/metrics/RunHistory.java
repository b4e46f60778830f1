package org.likeness.training.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.core.UserException;
import org.likeness.training.EvaluationMetrics;
import org.likeness.training.RunDirectory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a run went, read back from its {@code metrics.jsonl}: all parts of it, if it was resumed.
 *
 * @param steps       means over some steps each, in order
 * @param evaluations of the held-back people, in order
 */
public record RunHistory(List<Mean> steps, List<EvaluationMetrics> evaluations) {
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
     */
    public record Mean(
            long step,
            double seconds,
            double loss,
            double activeShare,
            double meanToPositive,
            double meanToNegative,
            double waitingShare) {}

    public RunHistory {
        steps = List.copyOf(steps);
        evaluations = List.copyOf(evaluations);
    }

    /** Share of the time in which the steps waited for pictures, in [0, 1]; NaN without a step. */
    public double waitingShare() {
        return steps.stream().mapToDouble(Mean::waitingShare).average().orElse(Double.NaN);
    }

    /**
     * Reads a run's history.
     *
     * @throws UserException if the run has none, or a line of it is broken
     */
    public static RunHistory read(RunDirectory run) {
        List<Mean> steps = new ArrayList<>();
        List<EvaluationMetrics> evaluations = new ArrayList<>();
        List<String> lines = lines(run);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = parsed(run, lines.get(i), i + 1);
            if (line.path("kind").asString("").equals("evaluation")) {
                evaluations.add(evaluation(line));
            } else if (line.path("kind").asString("").equals("step")) {
                steps.add(mean(line));
            }
        }
        return new RunHistory(steps, evaluations);
    }

    private static List<String> lines(RunDirectory run) {
        try {
            return Files.readAllLines(run.metrics(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserException("%s cannot be read: %s".formatted(run.metrics(), e), e);
        }
    }

    private static JsonNode parsed(RunDirectory run, String line, int number) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new UserException(
                    "%s, line %d: not a JSON object; remove the line".formatted(run.metrics(), number), e);
        }
    }

    private static Mean mean(JsonNode line) {
        return new Mean(
                line.path("step").asLong(0),
                number(line, "seconds"),
                number(line, "loss"),
                number(line, "activeShare"),
                number(line, "meanToPositive"),
                number(line, "meanToNegative"),
                number(line, "waitingShare"));
    }

    private static EvaluationMetrics evaluation(JsonNode line) {
        return new EvaluationMetrics(
                line.path("step").asLong(0),
                number(line, "accuracy"),
                number(line, "auc"),
                number(line, "threshold"),
                line.path("pairs").asInt(0),
                line.path("best").asBoolean(false),
                number(line, "seconds"));
    }

    private static double number(JsonNode line, String name) {
        @Nullable JsonNode value = line.get(name);
        return value == null || !value.isNumber() ? Double.NaN : value.doubleValue();
    }
}
