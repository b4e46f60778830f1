package org.likeness.app.cli.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.spark.cluster.ClusterSettings;
import org.likeness.spark.cluster.SparkCluster;
import picocli.CommandLine.Option;

/** The cluster of a job. */
final class SparkOptions {
    static final String NO_SPARK =
            "Spark is not on the class path: set SPARK_HOME to the folder of Spark 4.1 (Scala 2.13), or start Likeness with its spark-submit";

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "The cluster: spark://HOST:PORT, yarn, k8s://…, or local[N]. Default: as spark-submit says.")
    private @Nullable String master;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A setting of Spark, such as spark.executor.memory=8g. May be repeated.")
    private final Map<String, String> configuration = new LinkedHashMap<>();

    /**
     * Connects to the cluster.
     *
     * @param job for Spark's pages
     */
    SparkCluster open(String job) {
        try {
            return SparkCluster.open(job, new ClusterSettings(Optional.ofNullable(master), configuration));
        } catch (NoClassDefFoundError e) {
            throw LikenessException.unavailable(NO_SPARK, e);
        }
    }
}
