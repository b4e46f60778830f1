package org.likeness.server.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.likeness.api.service.RunAnswer.Diagnosis;
import org.likeness.api.service.RunAnswer.MetricCurve;
import org.likeness.api.service.RunAnswer.MetricPoint;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metrics of a run, read from its file of JSON lines. What is not known there is passed over, as that format asks. */
final class RunMetrics {
    private static final int MOST_POINTS = 500; // of a curve: more cannot be seen
    private static final int LONGEST_LINE = 1 << 16;
    private static final String EVALUATION = "evaluation";
    private static final Set<String> CURVES = Set.of("step", EVALUATION);
    private static final Set<String> NO_METRICS = Set.of("step", "seconds", "pairs");
    private static final JsonMapper LINES = JsonMapper.builder().build();

    private final Map<List<String>, List<MetricPoint>> curves = new LinkedHashMap<>(); // by kind and metric
    private final List<Diagnosis> diagnoses = new ArrayList<>();
    private int stepCount;
    private double seconds;
    private Optional<Best> best = Optional.empty();

    /** The evaluation of the best encoder. */
    record Best(int step, double accuracy, double auc) {}

    private RunMetrics() {}

    /** Reads what is there, while it may be written: a line that is not ended yet is left out. */
    static RunMetrics read(Path file) throws IOException {
        RunMetrics metrics = new RunMetrics();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                metrics.add(line);
            }
        } catch (NoSuchFileException e) {
            return metrics; // before the first step
        }
        return metrics;
    }

    private void add(String text) {
        JsonNode line;
        try {
            line = text.length() > LONGEST_LINE ? LINES.nullNode() : LINES.readTree(text);
        } catch (JacksonException e) {
            return; // the last line, of which a part is written
        }
        if (!line.isObject()) {
            return;
        }
        String kind = line.path("kind").asString("");
        int step = line.path("step").asInt(0);
        stepCount = Math.max(stepCount, step);
        seconds = Math.max(seconds, line.path("seconds").asDouble(0));
        if (CURVES.contains(kind)) {
            line.properties().forEach(field -> {
                if (field.getValue().isNumber() && !NO_METRICS.contains(field.getKey())) {
                    curves.computeIfAbsent(List.of(kind, field.getKey()), metric -> new ArrayList<>())
                            .add(new MetricPoint(step, field.getValue().asDouble()));
                }
            });
        }
        if (kind.equals(EVALUATION) && line.path("best").asBoolean(false)) {
            best = Optional.of(new Best(
                    step, line.path("accuracy").asDouble(0), line.path("auc").asDouble(0)));
        }
        if (kind.equals("diagnosis")) {
            diagnoses.add(new Diagnosis(
                    step, line.path("symptom").asString(""), line.path("text").asString("")));
        }
    }

    /** Completed steps. */
    int stepCount() {
        return stepCount;
    }

    /** Training time. */
    double seconds() {
        return seconds;
    }

    /** Empty before the first evaluation. */
    Optional<Best> best() {
        return best;
    }

    List<Diagnosis> diagnoses() {
        return List.copyOf(diagnoses);
    }

    /** Those with two points or more. */
    List<MetricCurve> curves() {
        return curves.entrySet().stream()
                .filter(curve -> curve.getValue().size() > 1)
                .map(curve ->
                        new MetricCurve(curve.getKey().get(0), curve.getKey().get(1), thinned(curve.getValue())))
                .toList();
    }

    /** Points at even distances, the last one among them. */
    private static List<MetricPoint> thinned(List<MetricPoint> points) {
        if (points.size() <= MOST_POINTS) {
            return points;
        }
        List<MetricPoint> kept = new ArrayList<>();
        for (int i = 0; i < MOST_POINTS; i++) {
            kept.add(points.get((int) ((long) i * (points.size() - 1) / (MOST_POINTS - 1))));
        }
        return kept;
    }
}
