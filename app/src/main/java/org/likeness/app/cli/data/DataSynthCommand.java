package org.likeness.app.cli.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.data.SynthAnswer;
import org.likeness.app.cli.option.OptionRange;
import org.likeness.app.cli.option.WorkerThreads;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.dataset.synthetic.SyntheticFolder;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.image.codec.ImageEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        description = {
            "Generate synthetic faces, one folder per person. The same seed gives the same people.",
            "The same command continues an interrupted one."
        },
        footer = {"", "Example:", "  likeness data synth --out people/ --people 1000 --pictures 10 --seed 1"})
final class DataSynthCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the folders go.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "" + SyntheticPeople.DEFAULT_PEOPLE,
            description = "How many (default ${DEFAULT-VALUE}).")
    private int people;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "" + SyntheticPeople.DEFAULT_PICTURES_EACH,
            description = "Of each person (default ${DEFAULT-VALUE}).")
    private int pictures;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "" + SyntheticPeople.DEFAULT_SIZE,
            description = "Width and height (default ${DEFAULT-VALUE}).")
    private int size;

    @Option(names = "--seed", defaultValue = "1", description = "Of the people (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--first-person",
            paramLabel = "N",
            defaultValue = "0",
            description = "The first person's number: further ones are other people (default ${DEFAULT-VALUE}).")
    private long firstPerson;

    @Option(
            names = "--format",
            defaultValue = "png",
            paramLabel = "png|jpg",
            description = "Of the files (default ${DEFAULT-VALUE}).")
    private ImageEncoder.Format format = ImageEncoder.Format.PNG;

    @Mixin
    private final WorkerThreads threads = new WorkerThreads();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        SyntheticFolder folder = folder();
        int total = people * pictures;
        int already;
        try (Progress progress = output.progress("render", total)) {
            already = folder.write(out, threads.count(), progress::at);
        }
        output.answer(
                String.format(
                        Locale.ROOT,
                        "%s: %,d pictures of %,d people, %d×%d pixels, seed %d%s",
                        out,
                        total,
                        people,
                        size,
                        size,
                        seed,
                        already == 0 ? "" : String.format(Locale.ROOT, " (%,d were there already)", already)),
                new SynthAnswer(out.toString(), people, total, already, size, seed, firstPerson, format.ending()));
        return 0;
    }

    private SyntheticFolder folder() {
        OptionRange.require("--people", people, 1, 1_000_000);
        OptionRange.require("--pictures", pictures, 1, 1_000);
        OptionRange.require("--size", size, SyntheticPeople.SMALLEST, SyntheticPeople.LARGEST);
        OptionRange.require("--first-person", firstPerson, 0, Integer.MAX_VALUE);
        OptionRange.require("--people × --pictures,", (long) people * pictures, 1, SyntheticFolder.MOST_PICTURES);
        return new SyntheticFolder(seed, size, firstPerson, people, pictures, format);
    }
}
