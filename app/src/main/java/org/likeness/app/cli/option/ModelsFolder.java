package org.likeness.app.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.likeness.model.catalog.ModelStore;
import picocli.CommandLine.Option;

/** The folder of published models: {@code --models}, {@code LIKENESS_MODELS}, or a folder in the user's home. */
public final class ModelsFolder {
    private static final String VARIABLE = "LIKENESS_MODELS";

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Folder of downloaded models. Default: $LIKENESS_MODELS, or ~/.likeness/models.")
    private @Nullable Path folder;

    public ModelStore store() {
        if (folder != null) {
            return new ModelStore(folder);
        }
        String stated = System.getenv(VARIABLE);
        return new ModelStore(
                stated == null || stated.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".likeness", "models")
                        : Path.of(stated));
    }
}
