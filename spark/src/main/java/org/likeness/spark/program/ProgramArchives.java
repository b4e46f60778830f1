package org.likeness.spark.program;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The archives on this program's class path, in its order. Spark's come before the others, as its executors have them.
 *
 * @param ofSpark those in its folder
 * @param own     the others
 */
public record ProgramArchives(List<Path> ofSpark, List<Path> own) {
    private static final String HOME = "SPARK_HOME";

    public ProgramArchives {
        ofSpark = List.copyOf(ofSpark);
        own = List.copyOf(own);
    }

    /** Those of this process; without {@code SPARK_HOME} in its environment, none is known to be Spark's. */
    public static ProgramArchives ofThisProcess() {
        return of(System.getProperty("java.class.path"), Optional.ofNullable(System.getenv(HOME)));
    }

    /**
     * Those of a class path.
     *
     * @param home of Spark
     */
    static ProgramArchives of(String classPath, Optional<String> home) {
        Optional<Path> folder = home.map(Path::of).map(ProgramArchives::absolute);
        Map<Boolean, List<Path>> byOrigin = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> absolute(Path.of(entry)))
                .collect(Collectors.partitioningBy(
                        archive -> folder.filter(archive::startsWith).isPresent()));
        return new ProgramArchives(byOrigin.getOrDefault(true, List.of()), byOrigin.getOrDefault(false, List.of()));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
