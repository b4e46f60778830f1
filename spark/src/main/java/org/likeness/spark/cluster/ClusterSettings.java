package org.likeness.spark.cluster;

import java.util.Map;
import java.util.Optional;

/**
 * Which cluster, and how it is used.
 *
 * @param master        Spark's address of it, such as {@code spark://host:7077} or {@code local[4]}; empty if {@code spark-submit} has said it
 * @param configuration of Spark, such as {@code spark.executor.memory}: {@code 8g}
 */
public record ClusterSettings(Optional<String> master, Map<String, String> configuration) {
    public ClusterSettings {
        configuration = Map.copyOf(configuration);
    }
}
