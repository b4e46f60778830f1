package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.service.RunsAnswer.TrainingRun;

/**
 * A training run with its metrics: {@code GET /v1/runs/{run}}.
 *
 * @param trainingRun the run
 * @param curves      each metric that was written more than once, in the order of their first values
 * @param diagnoses   of the run monitor, in the order of their steps
 */
public record RunAnswer(TrainingRun trainingRun, List<MetricCurve> curves, List<Diagnosis> diagnoses)
        implements Answer {
    public RunAnswer {
        curves = List.copyOf(curves);
        diagnoses = List.copyOf(diagnoses);
    }

    /**
     * A metric over the steps.
     *
     * @param kind   of its lines: {@code step} or {@code evaluation}
     * @param metric name, as in the run's file
     * @param points in the order of the steps; of a long run, at most 500, the last one among them
     */
    public record MetricCurve(String kind, String metric, List<MetricPoint> points) {
        public MetricCurve {
            points = List.copyOf(points);
        }
    }

    /**
     * A value of a metric.
     *
     * @param step  completed steps
     * @param value of the metric there
     */
    public record MetricPoint(int step, double value) {}

    /**
     * What the run monitor says.
     *
     * @param step    completed steps
     * @param symptom word for it
     * @param text    the metrics, and what to do
     */
    public record Diagnosis(int step, String symptom, String text) {}
}
