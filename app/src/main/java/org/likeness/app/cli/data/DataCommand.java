package org.likeness.app.cli.data;

import picocli.CommandLine.Command;

@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Inspect, audit, align, split and shard data sets, or generate synthetic people.",
        subcommands = {
            DataInspectCommand.class,
            DataAuditCommand.class,
            DataAlignCommand.class,
            DataSplitCommand.class,
            DataShardCommand.class,
            DataSynthCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  likeness data inspect --data photos/ --sheet photos.png",
            "  likeness data audit --data training/ --against test/ --encoder encoder.onnx --out audit/",
            "  likeness data align --data photos/ --detector yunet --out faces/",
            "  likeness data split --data photos/ --held-back 100 --out parts/",
            "  likeness data shard --data photos/ --out shards/",
            "  likeness data synth --out people/ --people 1000 --pictures 10"
        })
public final class DataCommand {}
