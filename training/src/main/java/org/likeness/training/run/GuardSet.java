package org.likeness.training.run;

import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.evaluation.verification.IdentityBootstrap;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.model.EncoderModel;
import org.likeness.training.event.GuardMetrics;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.loader.SkippedPictures;

/** People of another domain, who tell whether fine-tuning loses there what the initial encoder can do. */
final class GuardSet {
    private final ValidationSet people;
    private final PairPeople pairs;
    private final IdentityBootstrap bootstrap;
    private final ValidationSet.Look start;

    private GuardSet(ValidationSet people, IdentityBootstrap bootstrap, ValidationSet.Look start) {
        this.people = people;
        this.pairs = people.pairPeople();
        this.bootstrap = bootstrap;
        this.start = start;
    }

    /**
     * Reads their pictures, and looks at them with the initial encoder.
     *
     * @param people  never trained on
     * @param start   what training began with
     * @param recipe  gives the number of pairs, the seed and the threads
     * @param device  where the network is computed
     * @param skipped receives unreadable pictures
     * @throws org.likeness.core.LikenessException if the readable pictures give no pair of either kind, or an embedding is not finite
     */
    static GuardSet load(
            FaceDataset people, EncoderModel start, TrainingRecipe recipe, Device device, SkippedPictures skipped) {
        ValidationSet readable = ValidationSet.load("guard people", people, start.spec(), recipe, skipped);
        IdentityBootstrap bootstrap = new IdentityBootstrap(
                IdentityBootstrap.USUAL_DRAWS, ConfidenceInterval.USUAL_CONFIDENCE, recipe.seed(), Libtorch.threads());
        try (TrainableGraph graph = TrainableGraph.untrained(start.graph(), device)) {
            return new GuardSet(readable, bootstrap, readable.lookAt(graph, 0));
        }
    }

    /** Of the initial encoder, which neither gains nor loses. */
    GuardMetrics start() {
        double auc = start.roc().areaUnderCurve();
        return new GuardMetrics(people.name(), start.pairs().size(), auc, auc, 0, 0);
    }

    /**
     * Judges weights.
     *
     * @param step how many are done, for the message
     * @throws org.likeness.core.LikenessException if an embedding is not finite
     */
    GuardMetrics judge(TrainableGraph graph, long step) {
        ValidationSet.Look look = people.lookAt(graph, step);
        ConfidenceInterval gain = bootstrap.areaGain(start.pairs(), look.pairs(), pairs);
        return new GuardMetrics(
                people.name(),
                look.pairs().size(),
                look.roc().areaUnderCurve(),
                start.roc().areaUnderCurve(),
                gain.lower(),
                gain.upper());
    }
}
