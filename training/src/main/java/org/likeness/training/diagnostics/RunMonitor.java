package org.likeness.training.diagnostics;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.MiningChange;
import org.likeness.training.event.StepMetrics;

/**
 * Monitors the metrics of a run and reports each symptom once; it assesses every tenth step, with the steps since the last assessment.
 * Where the recipe has a mining curriculum, the monitor decides when to switch. All decisions depend only on the metrics and on
 * {@link MonitorState}, which is part of a checkpoint.
 */
public final class RunMonitor {
    private final MiningCurriculum course;
    private final CollapseDetector collapse;
    private final TripletDetector triplets;
    private final LabelDetector labels;
    private final ValidationDetector people;
    private final Set<Symptom> said = EnumSet.noneOf(Symptom.class);
    private MetricHistory steps;
    private ValidationHistory heldBack;

    /**
     * @param recipe  of the run
     * @param network that it trains
     * @param memory  {@link MonitorState#NONE}, or that of the checkpoint from which a run goes on
     */
    public RunMonitor(TrainingRecipe recipe, NetworkTraits network, MonitorState memory) {
        this.course = new MiningCurriculum(recipe, memory.mining());
        this.collapse = new CollapseDetector(recipe, network);
        this.triplets = new TripletDetector(recipe, course);
        this.labels = new LabelDetector(recipe, network);
        this.people = new ValidationDetector(recipe);
        this.steps = memory.steps();
        this.heldBack = memory.heldBack();
        said.addAll(memory.said());
    }

    /** What is to be remembered. */
    public MonitorState memory() {
        return new MonitorState(steps, heldBack, course.state(), said);
    }

    /** The choice of triplets at a step, from 0. */
    public Strategy strategyAt(long step) {
        return course.strategyAt(step);
    }

    /** Looks at a step that was taken. */
    public Assessment stepped(StepMetrics step) {
        steps = steps.with(AssessedMetrics.of(step));
        if (!steps.isJudgment()) {
            return Assessment.NOTHING;
        }
        Optional<MiningChange> move = course.judged(steps);
        List<Finding> found = new ArrayList<>(collapse.in(steps));
        found.addAll(GradientDetector.in(steps));
        if (found.isEmpty()) { // a collapsed network says nothing about labels
            found.addAll(labels.in(steps));
        }
        found.addAll(triplets.in(steps));
        return new Assessment(news(found, step.step()), move);
    }

    /** Assesses an evaluation on the validation people. */
    public Assessment evaluated(EvaluationMetrics evaluation) {
        heldBack = heldBack.with(evaluation);
        return new Assessment(news(people.in(heldBack, said), evaluation.step()), Optional.empty());
    }

    /** What has not been said before. Once everything has collapsed, all else follows from it. */
    private List<Diagnosis> news(List<Finding> found, long step) {
        List<Diagnosis> news = new ArrayList<>();
        for (Finding finding : found) {
            if (!said.contains(Symptom.COLLAPSE) && said.add(finding.symptom())) {
                news.add(new Diagnosis(finding.symptom(), step, finding.text()));
            }
        }
        return news;
    }
}
