package org.likeness.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;

class SparkClusterTest {
    private static void refused(Optional<String> master, Map<String, String> configuration, String message) {
        assertThatThrownBy(() -> SparkCluster.open("test", new ClusterSettings(master, configuration)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(message);
    }

    @Test
    void executorsThatComeAndGoAreRefused() {
        refused(
                Optional.of("local[1]"),
                Map.of("spark.dynamicAllocation.enabled", "true"),
                "spark.dynamicAllocation.enabled is true");
    }

    @Test
    void aClusterIsToBeNamed() {
        refused(Optional.empty(), Map.of(), "no cluster is named");
    }

    /** Spark throws checked exceptions that it does not declare. */
    @Test
    void aClusterThatIsNoneIsRefusedByName() {
        refused(Optional.of("nonsense"), Map.of(), "the cluster nonsense cannot be used");
    }

    @Test
    void executorsHaveTheEnvironmentOfTheLauncher() throws IOException {
        String script = Files.readString(Path.of("..", "app", "src", "main", "shell", "native-environment.sh"));
        assertThat(SparkCluster.ENVIRONMENT).isNotEmpty();
        SparkCluster.ENVIRONMENT.forEach((name, value) ->
                assertThat(script).containsPattern(name + "=(\\$\\{" + name + ":-" + value + "\\}|" + value + ")"));
    }
}
