package org.likeness.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Training that is over in a second: fifteen synthetic people, a network of 32×32 pixels, a few steps. */
public final class TinyTraining {
    private final Path people;
    private final Path recipe;

    /** @param folder where its pictures and its recipe are put */
    public TinyTraining(Path folder) {
        this.people = Samples.syntheticPeople(folder.resolve("people"), 15, 4);
        this.recipe = folder.resolve("tiny.yaml");
        try {
            Files.writeString(recipe, """
                    network: {inputSize: 32, embeddingSize: 16}
                    data: {heldBackPairs: 20}
                    sampling: {identities: 4, picturesPerIdentity: 3, singles: 0}
                    run: {steps: 6, evaluateEvery: 2, checkpointEvery: 2, logEvery: 1, threads: 1}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path people() {
        return people;
    }

    /** The words of {@code likeness train} into that folder. */
    Object[] command(Path run, Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", "--data", people, "--out", run, "--recipe", recipe));
        words.addAll(Arrays.asList(more));
        return words.toArray();
    }

    public CommandRun into(Path run, Object... more) {
        return CommandRun.of(command(run, more));
    }
}
