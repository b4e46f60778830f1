package org.likeness.app.cli.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.likeness.api.model.ModelsAnswer;
import org.likeness.api.model.ModelsAnswer.ListedArchitecture;
import org.likeness.api.model.PublishedModel;
import org.likeness.app.cli.option.ModelsFolder;
import org.likeness.app.cli.text.Output;
import org.likeness.app.wire.ModelAnswers;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NetworkSize;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.ModelStore;
import org.likeness.model.catalog.PublishedThresholds;
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

    @Override
    public Integer call() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Architectures, from random weights:%n"));
        List<ListedArchitecture> architectures = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            ListedArchitecture listed = listed(architecture);
            architectures.add(listed);
            text.append(String.format(
                    Locale.ROOT,
                    "  %-20s %5.2f M parameters, %7.1f M multiply-adds at %d×%d pixels, embedding size %d%n",
                    architecture.key(),
                    listed.parameterCount() / 1e6,
                    listed.multiplyAddCount() / 1e6,
                    listed.inputSize(),
                    listed.inputSize(),
                    listed.embeddingSize()));
        }
        ModelStore store = models.store();
        PublishedThresholds thresholds = PublishedThresholds.standard();
        List<PublishedModel> published = Catalog.standard().entries().stream()
                .map(entry -> ModelAnswers.of(entry, store, thresholds))
                .toList();
        text.append(String.format(Locale.ROOT, "%nPublished, download with models pull:%n"));
        published.forEach(one -> text.append(described(one)));
        output.answer(text.toString(), new ModelsAnswer(architectures, published));
        return 0;
    }

    private static ListedArchitecture listed(Architecture architecture) {
        ModelsCommand.UsualSizes sizes = ModelsCommand.UsualSizes.of(architecture);
        NetworkSize size = sizes.size(architecture);
        return new ListedArchitecture(
                architecture.key(), sizes.input(), sizes.embedding(), size.parameters(), size.multiplications());
    }

    private static String described(PublishedModel model) {
        String claims = model.claims().stream()
                .map(claim -> String.format(Locale.ROOT, " (%s, claims %s)", claim.figure(), claim.by()))
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "  %-20s %s%s%n  %-20s license: %s; training data: %s%n",
                model.name(),
                model.summary(),
                claims,
                model.downloaded() ? "(fetched)" : "",
                model.license(),
                model.trainingData());
    }
}
