package org.likeness.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.spark.cluster.ClusterSettings;
import org.likeness.spark.cluster.SparkCluster;

/** A standalone cluster of separate programs on this machine, by the script {@code standalone-cluster.sh}. */
final class TestCluster {
    private static final int WORKERS = 2;
    private static @Nullable TestCluster shared;

    private final Process script;
    private final String master;
    private @Nullable SparkCluster connection;
    private Map<String, String> settings = Map.of(); // of the connection, beside those of all

    private TestCluster(Process script, String master) {
        this.script = script;
        this.master = master;
    }

    /** That of all tests of this process, with whose end it ends. */
    static synchronized TestCluster shared() throws IOException {
        if (shared == null) {
            shared = start(Files.createTempDirectory("likeness-cluster-"), WORKERS);
        }
        return shared;
    }

    private static TestCluster start(Path folder, int workers) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "bash", "src/test/shell/standalone-cluster.sh", folder.toString(), Integer.toString(workers)))
                .redirectError(Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process script = builder.start();
        var lines = new BufferedReader(new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8));
        String master = lines.readLine();
        if (master == null) {
            throw new AssertionError("the cluster has not started: see " + folder);
        }
        return new TestCluster(script, master);
    }

    /** The connection of all tests: a process has one at a time. Executors have a core each. */
    SparkCluster connection() {
        return connection(Map.of());
    }

    /** A connection with more settings, instead of that with others. */
    synchronized SparkCluster connection(Map<String, String> more) {
        if (connection != null && settings.equals(more)) {
            return connection;
        }
        if (connection != null) {
            connection.close();
        }
        Map<String, String> configuration = new HashMap<>(Map.of(
                "spark.executor.extraClassPath", System.getProperty("java.class.path"),
                "spark.executor.memory", "512m",
                "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", // start quickly
                "spark.driver.host", "127.0.0.1"));
        configuration.putAll(more);
        connection = SparkCluster.open("test", new ClusterSettings(Optional.of(master), configuration));
        settings = more;
        return connection;
    }

    /** Kills one of the executors that are running. */
    void killAnExecutor() {
        anExecutor().destroyForcibly();
    }

    /** Stops one of the executors that are running: its process and its connections stay. */
    void stopAnExecutor() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(anExecutor().pid()))
                .start()
                .waitFor();
    }

    private ProcessHandle anExecutor() {
        return ProcessHandle.of(script.pid())
                .orElseThrow()
                .descendants()
                .filter(process -> commandLine(process).contains("CoarseGrainedExecutorBackend"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no executor"));
    }

    /** Java itself knows the first 4,096 bytes, which are the class path. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
