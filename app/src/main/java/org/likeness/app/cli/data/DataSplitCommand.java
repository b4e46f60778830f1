package org.likeness.app.cli.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.data.SplitAnswer;
import org.likeness.api.data.SplitAnswer.PeopleFile;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Split;
import org.likeness.core.dataset.folder.LfwPeople;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        description = {
            "Split people into a training list and a held-back list, for measuring an encoder on unseen people.",
            "Writes two disjoint people files, training.txt and held-back.txt. No picture is moved."
        },
        footer = {
            "",
            "Example:",
            "  likeness data split --data photos/ --held-back 100 --out parts/",
            "  likeness train --data photos/ --people parts/training.txt --out runs/mine",
            "  likeness evaluate runs/mine/encoder.onnx --data photos/ --people parts/held-back.txt"
        })
final class DataSplitCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = FaceSetReader.LABEL,
            description = "Pictures: " + FaceSetReader.KINDS + ".")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--held-back",
            required = true,
            paramLabel = "N",
            description = "People to hold back, of those with two pictures or more; at least 2.")
    private int heldBack;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the random draw (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the people files.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final FaceSetReader reader = new FaceSetReader();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        if (heldBack < 2) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "--held-back %d: at least 2 people are needed, so that there are pairs of two",
                    heldBack));
        }
        Split split = Split.of(reader.read(data, output), heldBack, seed);
        Path training = out.resolve("training.txt");
        Path measured = out.resolve("held-back.txt");
        LfwPeople.write(split.training(), training);
        LfwPeople.write(split.heldBack(), measured);
        SplitAnswer answer =
                new SplitAnswer(people(training, split.training()), people(measured, split.heldBack()), seed);
        output.answer(text(answer.training()) + text(answer.heldBack()), answer);
        return 0;
    }

    private static PeopleFile people(Path file, FaceDataset people) {
        return new PeopleFile(file.toString(), people.identities().size(), people.pictureCount());
    }

    private static String text(PeopleFile part) {
        return String.format(
                Locale.ROOT, "%s: %,d people, %,d pictures%n", part.file(), part.peopleCount(), part.pictureCount());
    }
}
