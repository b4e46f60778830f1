package org.likeness.app.cli.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.likeness.app.cli.option.ModelsFolder;
import org.likeness.app.cli.text.Output;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NetworkSize;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.CatalogEntry;
import org.likeness.model.catalog.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "List the architectures that can be trained from random weights, and the published models that can be downloaded.",
        footer = {
            "",
            "Examples:",
            "  likeness train --init mobile-face-net --data photos/ --out runs/mine",
            "  likeness models pull faceplugin"
        })
final class ListModelsCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli's
    private ModelsFolder models;

    @Mixin
    private final Output output = new Output();

    /** An architecture, for {@code --json}. */
    private record Listed(int inputSize, int embeddingSize, long parameters, long multiplyAdds) {}

    /** A published model, for {@code --json}. */
    private record Published(CatalogEntry entry, boolean fetched) {}

    @Override
    public Integer call() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Architectures, from random weights:%n"));
        Map<String, Listed> architectures = new LinkedHashMap<>();
        for (Architecture architecture : Architecture.values()) {
            Listed listed = listed(architecture);
            architectures.put(architecture.key(), listed);
            text.append(String.format(
                    Locale.ROOT,
                    "  %-20s %5.2f M parameters, %7.1f M multiply-adds at %d×%d pixels, embedding size %d%n",
                    architecture.key(),
                    listed.parameters() / 1e6,
                    listed.multiplyAdds() / 1e6,
                    listed.inputSize(),
                    listed.inputSize(),
                    listed.embeddingSize()));
        }
        ModelStore store = models.store();
        List<Published> published = Catalog.standard().entries().stream()
                .map(entry -> new Published(
                        entry,
                        entry.files().stream()
                                .allMatch(file -> store.find(entry, file).isPresent())))
                .toList();
        text.append(String.format(Locale.ROOT, "%nPublished, download with models pull:%n"));
        published.forEach(one -> text.append(described(one)));
        output.answer(text.toString(), Map.of("architectures", architectures, "published", published));
        return 0;
    }

    private static Listed listed(Architecture architecture) {
        ModelsCommand.UsualSizes sizes = ModelsCommand.UsualSizes.of(architecture);
        NetworkSize size = sizes.size(architecture);
        return new Listed(sizes.input(), sizes.embedding(), size.parameters(), size.multiplications());
    }

    private static String described(Published published) {
        CatalogEntry entry = published.entry();
        String claims = entry.claims().stream()
                .map(claim -> String.format(Locale.ROOT, " (%s, claims %s)", claim.figure(), claim.by()))
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "  %-20s %s%s%n  %-20s license: %s; training data: %s%n",
                entry.name(),
                entry.summary(),
                claims,
                published.fetched() ? "(fetched)" : "",
                entry.license(),
                entry.trainingData());
    }
}
