package org.likeness.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.likeness.model.graph.TensorData;
import org.likeness.model.safetensors.Safetensors;
import org.likeness.model.safetensors.SafetensorsFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kills trainings (SIGKILL) at moments drawn from a seed, resumes them, and compares what comes out, to the bit, with a
 * training that was left alone: the last checkpoint's tensors, {@code encoder.onnx}, and every step's and evaluation's
 * figures but those of the clock. Ends with 1 if anything differs.
 */
public final class KilledRuns {
    private static final int MOST_IN_ONE_RUN = 3;
    private static final int AIMED = 3; // one in so many waits for a checkpoint that is being written
    private static final long SEED = 1;
    private static final Set<String> OF_THE_CLOCK = Set.of("seconds", "picturesPerSecond", "waitingShare");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final List<String> command;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private double whole;
    private int kills;
    private int inWriting;

    private KilledRuns(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
    }

    /**
     * Takes a folder for the runs, how many kills there are to be, and the command that trains, without {@code --out} and
     * {@code --resume}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> all = List.of(arguments);
        new KilledRuns(Path.of(all.get(0)), all.subList(2, all.size())).compare(Integer.parseInt(all.get(1)));
    }

    private void compare(int wanted) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path alone = folder.resolve("alone");
        long start = System.nanoTime();
        finish(alone);
        whole = seconds(start);
        int differing = 0;
        int runs = 0;
        for (; kills < wanted; runs++) {
            Path run = folder.resolve(String.format(Locale.ROOT, "killed-%02d", runs));
            List<String> moments = new ArrayList<>();
            boolean isDone = false;
            while (!isDone && moments.size() < Math.min(MOST_IN_ONE_RUN, wanted - kills + moments.size())) {
                isDone = !killed(run, moments);
            }
            finish(run);
            List<String> differences = differences(alone, run);
            differing += differences.isEmpty() ? 0 : 1;
            System.out.printf(
                    Locale.ROOT,
                    "%s: killed at %s; %s%n",
                    run.getFileName(),
                    moments,
                    differences.isEmpty() ? "equal" : differences);
        }
        System.out.printf(
                Locale.ROOT,
                "%d kills in %d runs, %d of them while a checkpoint was written; %d runs differ from the one that was left alone (%.1f s)%n",
                kills,
                runs,
                inWriting,
                differing,
                whole);
        if (differing > 0) {
            System.exit(1);
        }
    }

    /** Starts or resumes a run and kills it; false if it has ended before. */
    private boolean killed(Path run, List<String> moments) throws IOException, InterruptedException {
        boolean aims = random.nextInt(AIMED) == 0;
        double after = random.nextDouble() * whole;
        long start = System.nanoTime();
        Process process = started(run);
        if (!aims || !isWriting(run, process, after, start)) {
            long left = (long) ((after - seconds(start)) * 1e9);
            if (process.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS)) {
                requireSuccess(process, run);
                whole = Math.min(whole, seconds(start)); // the machine has become faster: moments come earlier
                return false;
            }
        }
        double moment = seconds(start);
        process.destroyForcibly().waitFor();
        boolean half = !halfWritten(run).isEmpty();
        inWriting += half ? 1 : 0;
        kills++;
        moments.add(String.format(Locale.ROOT, "%.2f s%s", moment, half ? " (writing)" : ""));
        return true;
    }

    /** Waits, from that moment on, until a checkpoint is being written; false if the process ends first. */
    private static boolean isWriting(Path run, Process process, double after, long start)
            throws IOException, InterruptedException {
        while (process.isAlive()) {
            if (seconds(start) >= after && !halfWritten(run).isEmpty()) {
                return true;
            }
            Thread.sleep(0, 200_000);
        }
        return false;
    }

    private static List<Path> halfWritten(Path run) throws IOException {
        Path checkpoints = run.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }

    private void finish(Path run) throws IOException, InterruptedException {
        Process process = started(run);
        process.waitFor();
        requireSuccess(process, run);
    }

    private Process started(Path run) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--out", run.toString()));
        if (Files.exists(run.resolve("recipe.yaml"))) {
            words.add("--resume");
        }
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(run.getFileName() + ".log").toFile()))
                .start();
    }

    private void requireSuccess(Process process, Path run) {
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "%s ended with %d: see %s.log", run, process.exitValue(), run));
        }
    }

    private static List<String> differences(Path alone, Path run) throws IOException {
        List<String> differences = new ArrayList<>();
        Safetensors expected = SafetensorsFile.read(lastCheckpoint(alone));
        Safetensors found = SafetensorsFile.read(lastCheckpoint(run));
        Set<String> names = new TreeSet<>(expected.tensors().keySet());
        names.addAll(found.tensors().keySet());
        for (String name : names) {
            TensorData one = expected.tensors().get(name);
            TensorData other = found.tensors().get(name);
            if (one == null || other == null || !isSame(one, other)) {
                differences.add("tensor " + name);
            }
        }
        if (!timeless(expected.metadata()).equals(timeless(found.metadata()))) {
            differences.add("metadata of the last checkpoint");
        }
        if (!timeless(Files.readString(alone.resolve("provenance.json")))
                .equals(timeless(Files.readString(run.resolve("provenance.json"))))) {
            differences.add("provenance.json");
        }
        if (Files.mismatch(alone.resolve("encoder.onnx"), run.resolve("encoder.onnx")) >= 0) {
            differences.add("encoder.onnx");
        }
        if (!history(alone).equals(history(run))) {
            differences.add("metrics.jsonl");
        }
        return differences;
    }

    /** All that a checkpoint says, monitor and best evaluation with it, but how long it took. */
    private static Map<String, String> timeless(Map<String, String> metadata) {
        Map<String, String> timeless = new TreeMap<>(metadata);
        timeless.remove("elapsed");
        timeless.replaceAll((key, value) -> timeless(value));
        return timeless;
    }

    private static String timeless(String text) {
        return text.replaceAll("\"(elapsed|seconds)\"\\s*:\\s*[-0-9.eE]+", "");
    }

    private static Path lastCheckpoint(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    /** Arrays of floats are compared by their bits, so that NaN and −0 count. */
    private static boolean isSame(TensorData one, TensorData other) {
        if (one instanceof TensorData.Longs a && other instanceof TensorData.Longs b) {
            return Arrays.equals(a.shape(), b.shape()) && Arrays.equals(a.values(), b.values());
        }
        return one instanceof TensorData.Floats a
                && other instanceof TensorData.Floats b
                && Arrays.equals(a.shape(), b.shape())
                && Arrays.equals(a.values(), b.values());
    }

    private static List<JsonNode> history(Path run) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"), StandardCharsets.UTF_8)) {
            lines.add(((ObjectNode) JSON.readTree(line)).without(OF_THE_CLOCK));
        }
        return lines;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
