package org.likeness.app.cli.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.option.PictureFolders;
import org.likeness.app.cli.option.WorkerThreads;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.UserException;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.JoinedDataset;
import org.likeness.core.dataset.LfwPeople;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Look at every picture once and say what is wrong.",
            "How many people and pictures there are, what cannot be read and why, what is there twice,",
            "and which picture stands under two people's names."
        },
        footer = {
            "",
            "Examples:",
            "  likeness data inspect --data photos/",
            "  likeness data inspect --data photos/ --sheet photos.png --json"
        })
final class DataInspectCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Pictures: one folder a person. May be repeated.")
    private final List<Path> data = new ArrayList<>();

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    @Option(
            names = "--sheet",
            paramLabel = "FILE.png",
            description = "Draw some people, and the copies that were found, for you to look at.")
    private @Nullable Path sheet;

    @Mixin
    private final WorkerThreads threads = new WorkerThreads();

    @Mixin
    private final PictureFolders reader = new PictureFolders();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        if (sheet != null && !sheet.toString().endsWith(".png")) {
            throw new UserException(
                    String.format(Locale.ROOT, "--sheet %s: a name that ends in .png is wanted", sheet));
        }
        FaceDataset dataset = dataset();
        DatasetInspection inspection;
        try (Progress progress = output.progress("inspect", dataset.pictureCount())) {
            inspection = DatasetInspection.of(dataset, threads.count(), progress::at);
        }
        if (sheet != null) {
            InspectionSheet.of(dataset, inspection).write(sheet);
        }
        output.answer(
                InspectionText.of(inspection)
                        + (sheet == null ? "" : String.format(Locale.ROOT, "%nlook at %s%n", sheet)),
                InspectionAnswer.of(inspection, reader.passedOver(), sheet));
        return 0;
    }

    private FaceDataset dataset() {
        FaceDataset all = JoinedDataset.of(
                data.stream().map(folder -> reader.read(folder, output)).toList());
        return people == null ? all : LfwPeople.read(people).restrict(all);
    }
}
