package org.likeness.app.cli.spark;

import picocli.CommandLine.Command;

@Command(
        name = "spark",
        mixinStandardHelpOptions = true,
        description = {
            "Inspect, embed, audit, evaluate, mine and train on a Spark cluster.",
            "SPARK_HOME names the folder of Spark 4.1. Sets, encoders and output have the same paths on all machines."
        },
        subcommands = {
            SparkAuditCommand.class,
            SparkEmbedCommand.class,
            SparkEvaluateCommand.class,
            SparkInspectCommand.class,
            SparkJarCommand.class,
            SparkMineCommand.class,
            SparkTrainCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  likeness spark inspect shards/ --out inspected/ --master spark://host:7077",
            "  likeness spark embed encoder.onnx shards/ --out embedded/ --master spark://host:7077",
            "  likeness spark audit embedded/ --out audit/ --master spark://host:7077",
            "  likeness spark evaluate embedded/ --master spark://host:7077",
            "  likeness spark mine embedded/ --out negatives/ --master spark://host:7077",
            "  likeness spark train --data shards/ --out runs/large --ranks 8 --master spark://host:7077"
        })
public final class SparkCommand {}
