package org.likeness.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.likeness.api.service.RunAnswer;
import org.likeness.api.service.RunsAnswer;
import org.likeness.api.service.RunsAnswer.TrainingRun;
import org.likeness.core.LikenessException;

/**
 * A folder of training runs, one in each sub-folder with a recipe; or nothing. Names from requests are compared with those that are there, and
 * never become paths. Thread-safe.
 */
public final class RunFolder {
    /** No runs are shown. */
    public static final RunFolder NONE = new RunFolder(Optional.empty());

    private static final int MOST_RUNS = 1_000;
    private static final long LARGEST_REPORT = 64L << 20; // bytes
    private static final String RECIPE = "recipe.yaml";
    private static final String METRICS = "metrics.jsonl";
    private static final String ENCODER = "encoder.onnx";
    private static final String PAGE = ".html";

    private final Optional<Path> folder;

    private RunFolder(Optional<Path> folder) {
        this.folder = folder;
    }

    /** @throws LikenessException if there is no such folder */
    public static RunFolder of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "%s: no such folder; one with training runs is expected", folder));
        }
        return new RunFolder(Optional.of(folder));
    }

    /** Whether runs are shown. */
    public boolean isGiven() {
        return folder.isPresent();
    }

    /** All runs, the one that was written last first. */
    public RunsAnswer runs() {
        return new RunsAnswer(folders().stream()
                .map(run -> described(run, metrics(run)))
                .sorted(Comparator.comparing(TrainingRun::writtenAt).reversed().thenComparing(TrainingRun::run))
                .toList());
    }

    /** A run with its metrics. */
    public Optional<RunAnswer> run(String name) {
        return find(name).map(run -> {
            RunMetrics metrics = metrics(run);
            return new RunAnswer(described(run, metrics), metrics.curves(), metrics.diagnoses());
        });
    }

    /**
     * A page of a run's folder.
     *
     * @return its bytes; empty if there is none of that name
     */
    public Optional<byte[]> report(String name, String file) {
        return find(name)
                .flatMap(run -> reports(run).stream()
                        .filter(report -> name(report).equals(file))
                        .findFirst())
                .map(report -> tried(report, Files::readAllBytes));
    }

    private Optional<Path> find(String name) {
        return folders().stream().filter(run -> name(run).equals(name)).findFirst();
    }

    private List<Path> folders() {
        return folder.map(all -> listed(all, entry -> Files.isRegularFile(entry.resolve(RECIPE))))
                .orElse(List.of());
    }

    private static List<Path> reports(Path run) {
        return listed(
                run,
                entry -> name(entry).endsWith(PAGE)
                        && Files.isRegularFile(entry)
                        && tried(entry, Files::size) <= LARGEST_REPORT);
    }

    private static List<Path> listed(Path folder, Predicate<Path> wanted) {
        return tried(folder, given -> {
            try (Stream<Path> entries = Files.list(given)) {
                return entries.filter(wanted).sorted().limit(MOST_RUNS).toList();
            }
        });
    }

    private static RunMetrics metrics(Path run) {
        return tried(run.resolve(METRICS), RunMetrics::read);
    }

    private static TrainingRun described(Path run, RunMetrics metrics) {
        Path written = run.resolve(Files.exists(run.resolve(METRICS)) ? METRICS : RECIPE);
        return new TrainingRun(
                name(run),
                metrics.stepCount(),
                metrics.seconds(),
                tried(written, Files::getLastModifiedTime).toInstant().toString(),
                metrics.best().map(RunMetrics.Best::step).orElse(null),
                metrics.best().map(RunMetrics.Best::accuracy).orElse(null),
                metrics.best().map(RunMetrics.Best::auc).orElse(null),
                Files.isRegularFile(run.resolve(ENCODER)),
                reports(run).stream().map(RunFolder::name).toList());
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private interface Reading<T> {
        T read(Path path) throws IOException;
    }

    private static <T> T tried(Path path, Reading<T> reading) {
        try {
            return reading.read(path);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s of a training run cannot be read", path.getFileName()), e);
        }
    }
}
