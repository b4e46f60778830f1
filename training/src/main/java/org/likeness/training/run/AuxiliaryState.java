package org.likeness.training.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.likeness.core.dataset.ConfusionGroups;
import org.likeness.model.graph.TensorData;
import org.likeness.training.loss.BatchLoss;
import org.likeness.training.mining.GlobalMiner;

/**
 * The state of a run besides weights and optimizer; each part has its own names in a checkpoint.
 *
 * @param batchLoss the loss
 * @param drift     drift measurement of a cross-batch memory, if there is one
 * @param miner     global mining, if there is one
 */
record AuxiliaryState(BatchLoss batchLoss, Optional<MemoryDrift> drift, Optional<GlobalMiner> miner)
        implements AutoCloseable {
    private static final String LOSS = "loss/";
    private static final String DRIFT = "drift/";
    private static final String MINER = "global-mining/";

    /** Who is confused with whom, as it counts for a step, from 0. */
    ConfusionGroups confusionGroups(long step) {
        return miner.map(of -> of.at(step)).orElse(ConfusionGroups.NONE);
    }

    /** The parts of a state that all ranks have; those that are divided among them are in rank 0's alone. */
    static Map<String, TensorData> undivided(Map<String, TensorData> state) {
        Map<String, TensorData> parts = new TreeMap<>(state);
        parts.keySet().removeIf(name -> name.startsWith(LOSS) && BatchLoss.isDivided(name.substring(LOSS.length())));
        return parts;
    }

    /** @param done how many steps are done */
    Map<String, TensorData> state(long done) {
        Map<String, TensorData> state = new TreeMap<>();
        batchLoss.state().forEach((name, data) -> state.put(LOSS + name, data));
        drift.ifPresent(of -> of.state().forEach((name, data) -> state.put(DRIFT + name, data)));
        miner.ifPresent(of -> of.state(done).forEach((name, data) -> state.put(MINER + name, data)));
        return state;
    }

    /**
     * @param done  how many steps are done
     * @param state as {@link #state} gave it then
     */
    void load(long done, Map<String, TensorData> state) {
        batchLoss.load(part(state, LOSS));
        drift.ifPresent(of -> of.load(part(state, DRIFT)));
        miner.ifPresent(of -> of.load(done, part(state, MINER)));
    }

    /** Ends what goes on in the background. */
    @Override
    public void close() {
        miner.ifPresent(GlobalMiner::close);
    }

    private static Map<String, TensorData> part(Map<String, TensorData> state, String prefix) {
        Map<String, TensorData> part = new TreeMap<>();
        state.forEach((name, data) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), data);
            }
        });
        return part;
    }
}
