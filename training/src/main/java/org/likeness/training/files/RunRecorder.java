package org.likeness.training.files;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.likeness.core.EnumWord;
import org.likeness.core.Printable;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GlobalMiningRound;
import org.likeness.training.event.MiningChange;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.event.TrainingStart;

/** Records the events of a run in its folder: {@code metrics.jsonl}, TensorBoard events and {@code train.log}. */
public final class RunRecorder implements TrainingListener, AutoCloseable {
    /** Share of the time; below, more threads would gain next to nothing. */
    private static final double MUCH_WAITING = 0.05;

    private static final Set<Symptom> LAST_WORDS = Set.of(Symptom.DIVERGENCE, Symptom.COLLAPSE);

    private final InstantSource clock;
    private final long steps;
    private final StepWindow window;
    private final MetricsFile metrics;
    private final EventFile events;
    private final RecordFile log;
    private int loaderThreads;
    private double seconds;
    private double waiting;
    private final Path doubtfulLabels;
    private double elapsed;

    /**
     * @param run       its folder
     * @param logEvery  steps that one line is the mean of
     * @param steps     of the whole run
     * @param stepsDone where a resumed run goes on; 0 at first
     * @param elapsed   seconds of training until there
     * @param clock     of the events and the log
     */
    public RunRecorder(
            RunDirectory run, int logEvery, long steps, long stepsDone, double elapsed, InstantSource clock) {
        this.elapsed = elapsed;
        this.clock = clock;
        this.steps = steps;
        this.window = new StepWindow(logEvery);
        this.doubtfulLabels = run.doubtfulLabels();
        this.metrics = MetricsFile.after(run.metrics(), stepsDone);
        try {
            this.events = new EventFile(run.events(), clock);
        } catch (RuntimeException e) {
            metrics.close();
            throw e;
        }
        try {
            this.log = RecordFile.append(run.log());
        } catch (RuntimeException e) {
            events.close();
            metrics.close();
            throw e;
        }
    }

    @Override
    public void started(TrainingStart start) {
        loaderThreads = start.recipe().run().loaderThreads();
        log(LogLines.of(start));
    }

    @Override
    public void stepped(StepMetrics step) {
        seconds += step.seconds();
        waiting += step.waiting();
        elapsed = step.elapsed();
        window.add(step).ifPresent(this::write);
    }

    private void write(StepMetrics mean) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("loss", mean.loss());
        fields.put("cost", mean.cost());
        fields.put("activeShare", mean.activeShare());
        fields.put("minedShare", mean.minedShare());
        fields.put("meanToPositive", mean.meanToPositive());
        fields.put("meanToNegative", mean.meanToNegative());
        fields.put("learningRate", mean.learningRate());
        fields.put("gradientNorm", mean.gradientNorm());
        fields.put("picturesPerSecond", mean.picturesPerSecond());
        fields.put("waitingShare", mean.waiting() / mean.seconds());
        fields.putAll(mean.further());
        write("step", mean.step(), mean.elapsed(), fields);
        log(LogLines.of(mean, steps));
    }

    @Override
    public void evaluated(EvaluationMetrics evaluation) {
        elapsed = evaluation.elapsed();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("accuracy", evaluation.accuracy());
        fields.put("auc", evaluation.auc());
        fields.put("threshold", evaluation.threshold());
        fields.put("pairs", evaluation.pairs());
        fields.put("best", evaluation.best());
        evaluation.guard().ifPresent(guard -> {
            fields.put("guardPeople", guard.people());
            fields.put("guardPairs", guard.pairs());
            fields.put("guardAuc", guard.auc());
            fields.put("guardStart", guard.start());
            fields.put("guardLower", guard.lower());
            fields.put("guardUpper", guard.upper());
        });
        write("evaluation", evaluation.step(), evaluation.elapsed(), fields);
        log(LogLines.of(evaluation));
    }

    private void write(String kind, long step, double seconds, Map<String, Object> fields) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        line.put("step", step);
        line.put("seconds", seconds);
        line.putAll(fields);
        line.replaceAll((name, value) -> value instanceof Double number && !Double.isFinite(number) ? null : value);
        metrics.write(line);
        Map<String, Double> scalars = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof Double number) {
                scalars.put(kind + "/" + name, number);
            }
        });
        if (!scalars.isEmpty()) {
            events.scalars(step, scalars);
        }
    }

    @Override
    public void looked(GlobalMiningRound look) {
        DoubtfulLabelsFile.write(doubtfulLabels, look);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("people", look.people());
        fields.put("doubtfulLabels", look.doubts().size());
        write("look", look.step(), elapsed, fields);
        log(LogLines.of(look));
    }

    @Override
    public void diagnosed(Diagnosis diagnosis) {
        if (LAST_WORDS.contains(diagnosis.symptom())) {
            window.mean().ifPresent(this::write); // the run may end here
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symptom", EnumWord.of(diagnosis.symptom()));
        fields.put("text", diagnosis.text());
        write("diagnosis", diagnosis.step(), elapsed, fields);
        log(String.format(Locale.ROOT, "step %,d: %s", diagnosis.step(), diagnosis.text()));
    }

    @Override
    public void moved(MiningChange move) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("strategy", EnumWord.of(move.strategy()));
        fields.put("text", move.text());
        write("mining", move.step(), elapsed, fields);
        log(String.format(Locale.ROOT, "step %,d: %s", move.step(), move.text()));
    }

    @Override
    public void checkpointed(long step, Path file) {
        log(String.format(Locale.ROOT, "step %,d saved in %s", step, file));
    }

    @Override
    public void skipped(String message) {
        log(message);
    }

    @Override
    public void replaced(SortedSet<String> convolutions) {
        log(LogLines.replaced(convolutions));
    }

    @Override
    public void finished(TrainingResult result) {
        window.mean().ifPresent(this::write);
        if (waiting > MUCH_WAITING * seconds) {
            log(LogLines.waited(waiting / seconds, loaderThreads));
        }
        log(LogLines.of(result));
    }

    private synchronized void log(String line) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        log.write((now + " " + Printable.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try (metrics;
                events;
                log) {
            // Each is closed, whatever becomes of the others.
        }
    }
}
