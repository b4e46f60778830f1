package org.likeness.training.mining;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.likeness.core.LikenessException;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.core.concurrent.Failures;
import org.likeness.core.dataset.ConfusionGroups;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.ConfusableIdentities;
import org.likeness.model.graph.TensorData;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.libtorch.Libtorch;

/**
 * Searches the training set every n steps, in a background thread, with the weights of that step. The result takes effect exactly n steps
 * later, for n steps; a batch that needs it before it is ready waits. The speed of the search therefore does not affect what is learned.
 * (FaceNet, arXiv 1503.03832, §3.2.)
 */
public final class GlobalMiner implements AutoCloseable {
    private static final int SECONDS_TO_CLOSE = 60; // for a batch's way through the network
    private static final String WEIGHTS = "weights/";

    private final int every;
    private final long steps;
    private final long seed;
    private final DatasetSearch look;
    private final Supplier<TrainableGraph> graphs;
    private final ExecutorService executor;
    private final Map<Long, CompletableFuture<ConfusableIdentities>> looks = new ConcurrentHashMap<>();
    private Map<String, TensorData.Floats> snapshot = Map.of();
    private volatile boolean closed;

    /**
     * @param recipe gives n, the run's length and seed; its n is at least 1
     * @param look   at the training set
     * @param graphs makes a graph for the looks' thread
     */
    public GlobalMiner(TrainingRecipe recipe, DatasetSearch look, Supplier<TrainableGraph> graphs) {
        this.every = recipe.globalMining().every();
        this.steps = recipe.run().steps();
        this.seed = recipe.seed();
        this.look = look;
        this.graphs = graphs;
        this.executor = DaemonThreads.pool(1, "global-mining");
    }

    /**
     * Begins a look if one is due.
     *
     * @param done  how many steps are done
     * @param graph whose weights are taken
     */
    public void stepped(long done, TrainableGraph graph) {
        if (done % every == 0 && isWanted(done / every)) {
            begin(done / every, graph.state());
        }
    }

    /** Whether what the look after k·n steps finds is used before the run ends. */
    private boolean isWanted(long number) {
        return number >= 1 && (number + 1) * every < steps;
    }

    private void begin(long number, Map<String, TensorData.Floats> weights) {
        snapshot = weights;
        looks.remove(number - 2);
        CompletableFuture<ConfusableIdentities> promise = promise(number);
        executor.execute(() -> {
            try (TrainableGraph graph = graphs.get()) {
                Libtorch.setThreads(1); // of this thread: the training's own go on
                promise.complete(look.at(graph, weights, DrawSeed.GLOBAL_MINING.at(seed, number), () -> closed));
            } catch (RuntimeException | Error e) { // waiting threads must receive any failure
                promise.completeExceptionally(e);
            }
        });
    }

    private CompletableFuture<ConfusableIdentities> promise(long number) {
        CompletableFuture<ConfusableIdentities> promise =
                looks.computeIfAbsent(number, key -> new CompletableFuture<>());
        if (closed) {
            promise.completeExceptionally(new CancellationException("the run ended"));
        }
        return promise;
    }

    /**
     * Who is confused with whom, as it counts for a step; may be called by several threads, and waits.
     *
     * @param step from 0
     */
    public ConfusionGroups at(long step) {
        return confusionsAt(step).map(ConfusableIdentities::confusionGroups).orElse(ConfusionGroups.NONE);
    }

    /**
     * What counts from a step on.
     *
     * @param step from 0
     * @return nothing if what counted before goes on, or nothing counts
     */
    public Optional<ConfusableIdentities> beginningAt(long step) {
        return step % every == 0 ? confusionsAt(step) : Optional.empty();
    }

    private Optional<ConfusableIdentities> confusionsAt(long step) {
        long number = step / every - 1;
        if (number < 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(promise(number).join());
        } catch (CompletionException e) {
            throw Failures.rethrown(e);
        }
    }

    /**
     * For a checkpoint: who is confused with whom at present, and the weights of the look that is under way, whether it has come to an end
     * or not.
     *
     * @param done how many steps are done
     */
    public Map<String, TensorData> state(long done) {
        Map<String, TensorData> state = new TreeMap<>();
        if (isWanted(done / every)) {
            snapshot.forEach((name, weight) -> state.put(WEIGHTS + name, weight));
        }
        if (done < steps) {
            confusionsAt(done).ifPresent(confusions -> ConfusionTensors.put(confusions, state));
        }
        return state;
    }

    /**
     * Goes on from a checkpoint: the look that was under way is taken again.
     *
     * @param done  how many steps are done
     * @param state as {@link #state} gives it
     * @throws LikenessException if it is not
     */
    public void load(long done, Map<String, TensorData> state) {
        long number = done / every;
        if (done < steps && number >= 2) {
            promise(number - 1).complete(ConfusionTensors.read(state));
        }
        if (isWanted(number)) {
            Map<String, TensorData.Floats> weights = new HashMap<>();
            state.forEach((name, data) -> {
                if (name.startsWith(WEIGHTS) && data instanceof TensorData.Floats floats) {
                    weights.put(name.substring(WEIGHTS.length()), floats);
                }
            });
            begin(number, weights);
        }
    }

    /** Cancels the search in progress, with an exception for waiting threads. */
    @Override
    public void close() {
        closed = true;
        looks.values().forEach(promise -> promise.completeExceptionally(new CancellationException("the run ended")));
        DaemonThreads.end(executor, SECONDS_TO_CLOSE);
    }
}
