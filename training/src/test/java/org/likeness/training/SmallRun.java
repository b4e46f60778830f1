package org.likeness.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.graph.TensorData;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.files.Checkpoints;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.recipe.RecipeReader;

/** Runs of some steps of 12 pictures of 32×32 pixels. */
public final class SmallRun {
    static final FaceDataset PEOPLE = PictureInMemory.all(new SyntheticPeople(1, 32).dataset(20, 5));

    private SmallRun() {}

    /** The default recipe made small, with settings on top. */
    public static TrainingRecipe recipe(String... settings) {
        RecipeReader reader = RecipeReader.defaults();
        for (String setting : List.of(
                "network.inputSize=32",
                "network.embeddingSize=16",
                "data.heldBackIdentities=4",
                "data.heldBackPairs=20",
                "sampling.identities=4",
                "sampling.picturesPerIdentity=3",
                "run.steps=7",
                "run.evaluateEvery=3",
                "run.checkpointEvery=2",
                "run.logEvery=2",
                "run.threads=1")) {
            reader = reader.set(setting);
        }
        for (String setting : settings) {
            reader = reader.set(setting);
        }
        return reader.recipe();
    }

    /** A trainer with a clock that stands still. */
    public static Trainer trainer(TrainingRecipe recipe, Path run) {
        return Trainer.of(recipe, PEOPLE).into(run).clock(InstantSource.fixed(Instant.EPOCH));
    }

    /** Trains in one go. */
    public static TrainingResult train(TrainingRecipe recipe, Path run) {
        return trainer(recipe, run).train();
    }

    static Checkpoint latest(Path run) {
        return new Checkpoints(new RunDirectory(run).checkpoints(), 2, false)
                .latest()
                .orElseThrow();
    }

    /** All tensors of the latest checkpoint, by name, to be compared bit by bit. */
    public static Map<String, List<Float>> tensors(Path run) {
        Map<String, List<Float>> tensors = new TreeMap<>();
        Checkpoint checkpoint = latest(run);
        checkpoint.network().forEach((name, data) -> tensors.put("network/" + name, list(data)));
        checkpoint.optimizer().forEach((name, data) -> tensors.put("optimizer/" + name, list(data)));
        checkpoint.memory().forEach((name, data) -> {
            if (data instanceof TensorData.Floats floats) {
                tensors.put("memory/" + name, list(floats));
            }
        });
        return tensors;
    }

    private static List<Float> list(TensorData.Floats data) {
        return Stream.iterate(0, i -> i + 1)
                .limit(data.values().length)
                .map(i -> data.values()[i])
                .toList();
    }

    public static byte[] encoder(Path run) {
        return bytes(new RunDirectory(run).encoder());
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
