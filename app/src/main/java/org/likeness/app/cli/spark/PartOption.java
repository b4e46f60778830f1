package org.likeness.app.cli.spark;

import org.likeness.app.cli.option.OptionRange;
import org.likeness.shards.ShardWriter;
import picocli.CommandLine.Option;

/** The size of the parts of a set that is not in shards. */
final class PartOption {
    private static final int MOST_PICTURES = 10_000_000;

    @Option(
            names = "--part-pictures",
            paramLabel = "N",
            defaultValue = "" + ShardWriter.USUAL_PICTURES,
            description = "Pictures of one task, where the set is not in shards (default ${DEFAULT-VALUE}).")
    private int pictures;

    int pictures() {
        OptionRange.require("--part-pictures", pictures, 1, MOST_PICTURES);
        return pictures;
    }
}
