package org.likeness.app.cli.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.option.WorkerThreads;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.app.wire.DataAnswers;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.JoinedDataset;
import org.likeness.core.dataset.LeaveOut;
import org.likeness.core.dataset.folder.LfwPeople;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Inspect every picture of a data set.",
            "Prints the numbers of people and pictures, unreadable pictures with the reason, duplicates,",
            "and pictures under two names."
        },
        footer = {
            "",
            "Examples:",
            "  likeness data inspect --data photos/",
            "  likeness data inspect --data photos/ --sheet photos.png --json",
            "  likeness data inspect --data faces_emore/train.rec",
            "  likeness data inspect --data 'shards/faces-{000000..000099}.tar'"
        })
final class DataInspectCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = FaceSetReader.LABEL,
            description = "Pictures: " + FaceSetReader.KINDS + ". May be repeated.")
    private final List<Path> data = new ArrayList<>();

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    @Option(
            names = "--sheet",
            paramLabel = "FILE.png",
            description = "Write a picture sheet with some people and all duplicates.")
    private @Nullable Path sheet;

    @Option(
            names = "--leave-out",
            paramLabel = "FILE",
            description = "Write the names of repeated pictures, as data shard --leave-out reads them.")
    private @Nullable Path leaveOut;

    @Mixin
    private final WorkerThreads threads = new WorkerThreads();

    @Mixin
    private final FaceSetReader reader = new FaceSetReader();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        if (sheet != null && !sheet.toString().endsWith(".png")) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--sheet %s: a file name ending in .png is expected", sheet));
        }
        FaceDataset dataset = dataset();
        DatasetInspection inspection;
        try (Progress progress = output.progress("inspect", dataset.pictureCount())) {
            inspection = DatasetInspection.of(dataset, threads.count(), progress::at);
        }
        if (sheet != null) {
            InspectionSheet.of(dataset, inspection).write(sheet);
        }
        if (leaveOut != null) {
            LeaveOut.copies(inspection).write(leaveOut);
        }
        output.answer(
                InspectionText.of(inspection)
                        + InspectionText.of(reader.damages())
                        + (sheet == null ? "" : String.format(Locale.ROOT, "%nlook at %s%n", sheet)),
                DataAnswers.of(
                        inspection, reader.passedOver(), reader.damages(), sheet == null ? null : sheet.toString()));
        return 0;
    }

    private FaceDataset dataset() {
        FaceDataset all = JoinedDataset.of(
                data.stream().map(path -> reader.read(path, output)).toList());
        return people == null ? all : LfwPeople.read(people).restrict(all);
    }
}
