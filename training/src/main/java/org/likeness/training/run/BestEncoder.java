package org.likeness.training.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.file.AtomicFile;
import org.likeness.model.EncoderModel;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GuardMetrics;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.files.EvaluationEntry;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.loader.SkippedPictures;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores the best encoder of a run in its folder: the one with the largest area under the curve on the validation people, of those that have
 * not lost on the guard people.
 */
final class BestEncoder {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final RunDirectory run;
    private final EncoderModel start;
    private final ValidationSet people;
    private final Optional<GuardSet> guard;
    private final Provenance provenance;
    private final SkippedPictures skipped;
    private final StartRole role;
    private Optional<EvaluationMetrics> best;
    private Optional<EvaluationMetrics> beginning;

    /** What is made of the encoder that a run begins with. */
    enum StartRole {
        /** Random weights: there is nothing to be compared with. */
        NONE,
        /** Its result is known, and anything trained is taken. */
        KNOWN,
        /** What is not better is not written. */
        TO_BE_BEATEN
    }

    /**
     * @param run        where it is written
     * @param start      what training began with
     * @param people     who judge
     * @param guard      who must not lose
     * @param provenance what it is made from
     * @param skipped    pictures that could not be read
     * @param role       what is made of the start
     * @param earlier    the checkpoint of a resumed run
     */
    BestEncoder(
            RunDirectory run,
            EncoderModel start,
            ValidationSet people,
            Optional<GuardSet> guard,
            Provenance provenance,
            SkippedPictures skipped,
            StartRole role,
            Optional<Checkpoint> earlier) {
        this.run = run;
        this.start = start;
        this.people = people;
        this.provenance = provenance;
        this.skipped = skipped;
        this.guard = guard;
        this.role = role;
        this.best = earlier.flatMap(Checkpoint::best)
                .filter(metrics ->
                        role == StartRole.TO_BE_BEATEN || metrics.step() > 0); // a start that need not be beaten
        this.beginning = earlier.flatMap(Checkpoint::beginning);
    }

    Optional<EvaluationMetrics> best() {
        return best;
    }

    /** How well the encoder did that the run began with. */
    Optional<EvaluationMetrics> start() {
        return beginning;
    }

    /**
     * Judges the encoder that the run begins with, unless its weights are random.
     *
     * @param graph as it was before the first step
     */
    Optional<EvaluationMetrics> judgeStart(TrainableGraph graph, double elapsed) {
        if (role != StartRole.NONE) {
            boolean counts = role == StartRole.TO_BE_BEATEN;
            beginning = Optional.of(
                    people.metrics(people.lookAt(graph, 0), 0, counts, elapsed, guard.map(GuardSet::start)));
            best = counts ? beginning : Optional.empty();
        }
        return beginning;
    }

    /**
     * Judges the present weights, and writes them down with their thresholds if they are the best so far.
     *
     * @throws org.likeness.core.LikenessException if they give no numbers, or cannot be written
     */
    EvaluationMetrics judge(TrainableGraph graph, long step, double elapsed) {
        ValidationSet.Look look = people.lookAt(graph, step);
        double auc = look.roc().areaUnderCurve();
        Optional<GuardMetrics> guarded = guard.map(set -> set.judge(graph, step));
        boolean better = best.map(earlier -> auc > earlier.auc()).orElse(true)
                && (role != StartRole.TO_BE_BEATEN
                        || guarded.filter(GuardMetrics::loses).isEmpty());
        EvaluationMetrics metrics = people.metrics(look, step, better, elapsed, guarded);
        if (better) {
            best = Optional.of(metrics);
            write(graph, look, metrics);
        }
        return metrics;
    }

    private void write(TrainableGraph graph, ValidationSet.Look look, EvaluationMetrics metrics) {
        Map<String, String> entries = provenance.entries(metrics.step(), graph.replacedConvolutions());
        EncoderSpec spec = start.spec().withProvenance(entries).withCalibration(people.calibration(look));
        EncoderModel encoder = start.withGraph(graph.toGraph()).withSpec(spec);
        encoder.write(run.encoder());
        Map<String, Object> document = new LinkedHashMap<>(entries);
        document.put("encoder", encoder.space().sha256());
        document.put("heldBackPeople", EvaluationEntry.of(metrics));
        document.put("skipped", skipped.reasons());
        AtomicFile.write(run.provenance(), JSON.writeValueAsString(document) + "\n");
    }
}
