package org.likeness.app.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.architecture.Architecture;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.recipe.RecipeReader;
import picocli.CommandLine.Option;

/** The recipe of a training, and what it starts from. */
public final class RecipeOptions {
    @Option(
            names = "--init",
            paramLabel = "ARCHITECTURE|FILE.onnx",
            description = {
                "Start from random weights of this architecture, from an encoder, or from another program's ONNX graph.",
                "With --set run.reinitialize=true, the weights of the file are drawn anew."
            })
    private @Nullable String init;

    @Option(names = "--recipe", paramLabel = "FILE", description = "Recipe file: settings that override the defaults.")
    private @Nullable Path recipe;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A single setting, which overrides the recipe, such as run.steps=500. May be repeated.")
    private final List<String> settings = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "The same as --set seed=N.")
    private @Nullable Long seed;

    /** The file that the weights are taken from, if it is one. */
    public Optional<Path> start() {
        return Optional.ofNullable(init)
                .filter(given -> !Architecture.isNamed(given))
                .map(Path::of);
    }

    /**
     * The recipe with all settings.
     *
     * @param run    the run's folder, whose recipe counts if the run is resumed and no other is given
     * @param resume whether it is
     */
    public TrainingRecipe read(Path run, boolean resume) {
        RecipeReader reader = RecipeReader.defaults();
        Path earlier = new RunDirectory(run).recipe();
        if (recipe != null) {
            reader = reader.file(recipe);
        } else if (resume && Files.exists(earlier)) {
            reader = reader.file(earlier);
        }
        if (init != null && Architecture.isNamed(init)) {
            reader = reader.set("network.architecture=" + init);
        }
        for (String setting : settings) {
            reader = reader.set(setting);
        }
        return (seed == null ? reader : reader.set("seed=" + seed)).recipe();
    }
}
