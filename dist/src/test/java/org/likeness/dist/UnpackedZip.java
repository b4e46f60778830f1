package org.likeness.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The program as a user has it.
 *
 * @param folder in which it was unpacked, and commands run
 * @param home   its own folder
 */
record UnpackedZip(Path folder, Path home) {
    private static final String VERSION = System.getProperty("version");
    private static final Path ZIP =
            Path.of("target", "likeness-" + VERSION + "-" + System.getProperty("platform") + ".zip");

    static UnpackedZip in(Path folder) throws IOException, InterruptedException {
        Command unzip = Command.run(Path.of("."), Map.of(), List.of("sh", "-c", "command -v unzip"));
        assumeTrue(unzip.code() == 0, "no unzip is installed, which Java's own does not replace: it drops permissions");
        Command.run(Path.of("."), Map.of(), List.of("unzip", "-q", ZIP.toString(), "-d", folder.toString()))
                .assertDone();
        return new UnpackedZip(folder, folder.resolve("likeness-" + VERSION));
    }

    /**
     * Runs the program.
     *
     * @param more of the environment
     */
    Command likeness(Map<String, String> more, String... words) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "LIKENESS_JAVA_OPTIONS", "",
                "LIKENESS_MODELS", folder.resolve("models").toString()));
        environment.putAll(more);
        return Command.run(
                folder,
                environment,
                Stream.concat(Stream.of(home.resolve("likeness").toString()), Stream.of(words))
                        .toList());
    }
}
