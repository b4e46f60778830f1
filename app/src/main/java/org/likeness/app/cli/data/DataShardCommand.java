package org.likeness.app.cli.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.data.ShardAnswer;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.option.OptionRange;
import org.likeness.app.cli.option.WorkerThreads;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.Printable;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.LeaveOut;
import org.likeness.server.answer.Faces;
import org.likeness.shards.ShardWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "shard",
        mixinStandardHelpOptions = true,
        description = {
            "Write a face set as tar shards: few large files, named as WebDataset does, with a wids index.",
            "Pictures are copied as they are. Each person is in one shard, and people are in random order.",
            "Pictures of a list, such as the leave-out.txt of an audit, can be left out.",
            "The same command continues an interrupted one."
        },
        footer = {
            "",
            "Examples:",
            "  likeness data shard --data photos/ --out shards/",
            "  likeness data shard --data faces_emore/train.rec --pictures 20000 --out shards/",
            "  likeness data shard --data shards/ --leave-out audit/leave-out.txt --leave-out copies.txt --out clean/",
            "  likeness train --data shards/ --out runs/mine"
        })
final class DataShardCommand implements Callable<Integer> {
    private static final int MOST_PICTURES = 10_000_000;

    @Option(
            names = "--data",
            required = true,
            paramLabel = FaceSetReader.LABEL,
            description = "Pictures: " + FaceSetReader.KINDS + ".")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the shards.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "" + ShardWriter.USUAL_PICTURES,
            description = "Pictures in a shard, at most (default ${DEFAULT-VALUE}).")
    private int pictures;

    @Option(
            names = "--leave-out",
            paramLabel = "FILE",
            description = "Names of pictures that are left out, one a line. May be repeated.")
    private final List<Path> leaveOut = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the order of people (default ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private final WorkerThreads threads = new WorkerThreads();

    @Mixin
    private final FaceSetReader reader = new FaceSetReader();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        OptionRange.require("--pictures", pictures, 1, MOST_PICTURES);
        FaceDataset set = remainder(reader.read(data, output));
        ShardWriter.Result result;
        try (Progress progress = output.progress("shard", set.pictureCount())) {
            result = ShardWriter.write(set, out, pictures, seed, threads.count(), progress::at);
        }
        result.failures()
                .forEach((picture, reason) ->
                        output.note(String.format(Locale.ROOT, "%s: %s; left out", picture, reason)));
        output.answer(
                String.format(
                        Locale.ROOT,
                        "%s: %,d shards%s with %,d pictures of %,d people%s",
                        out,
                        result.shards(),
                        result.existing() == 0
                                ? ""
                                : String.format(Locale.ROOT, " (%,d were there already)", result.existing()),
                        result.pictures(),
                        set.identities().size(),
                        result.missing() == 0
                                ? ""
                                : String.format(Locale.ROOT, "; %,d pictures could not be read", result.missing())),
                new ShardAnswer(
                        out.toString(),
                        result.shards(),
                        result.existing(),
                        set.identities().size(),
                        result.pictures(),
                        result.missing(),
                        Faces.failures(result.failures())));
        return 0;
    }

    private FaceDataset remainder(FaceDataset all) {
        if (leaveOut.isEmpty()) {
            return all;
        }
        LeaveOut.Remainder remainder = LeaveOut.read(leaveOut).from(all);
        output.note(String.format(Locale.ROOT, "%,d pictures of the list are left out", remainder.count()));
        if (!remainder.unknown().isEmpty()) {
            output.note(String.format(
                    Locale.ROOT,
                    "%,d names of the list are of no picture here, the first is %s",
                    remainder.unknown().size(),
                    Printable.line(remainder.unknown().first())));
        }
        return remainder.data();
    }
}
