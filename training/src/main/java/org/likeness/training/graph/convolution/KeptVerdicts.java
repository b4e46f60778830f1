package org.likeness.training.graph.convolution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.likeness.core.file.Sha256;
import org.likeness.training.libtorch.Libtorch;

/**
 * Verdicts in a file, for the processes that come later, beside the libraries that JavaCPP has unpacked. They hold for the same processor,
 * release of libtorch, class of trial and environment of oneDNN, until the machine is started anew; where that cannot be told, which is
 * everywhere but on Linux, nothing is kept. A file that cannot be read or written is as good as none: what it lacks is tried again.
 */
final class KeptVerdicts {
    /** What a trial is; another one gives other verdicts. */
    private static final String TRIAL = "1";

    private static final int DIGITS = 16; // enough to tell machines apart
    private static final Path START = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final List<String> PROCESSOR_LINES =
            List.of("vendor_id", "cpu family", "model", "stepping", "cache size", "flags");
    private static final Pattern ENVIRONMENT = Pattern.compile("(ONEDNN|DNNL|ATEN|MKL|OPENBLAS)_.*");
    private static final Pattern LINE = Pattern.compile("(right|wrong): (.+) \\.");

    private final @Nullable Path file;

    private KeptVerdicts(@Nullable Path file) {
        this.file = file;
    }

    /** In a file; its folder is made when there is something to keep. */
    static KeptVerdicts in(Path file) {
        return new KeptVerdicts(file);
    }

    /** Those of this machine. */
    static KeptVerdicts ofThisMachine() {
        try {
            Optional<String> machine = machine();
            if (machine.isPresent()) {
                Path folder = Loader.getCacheDir().toPath().resolve("likeness");
                return new KeptVerdicts(folder.resolve("convolutions-" + machine.get() + ".txt"));
            }
        } catch (IOException e) {
            // As where it cannot be told.
        }
        return new KeptVerdicts(null);
    }

    /** What the verdicts depend on, as a short name. */
    private static Optional<String> machine() throws IOException {
        if (!Files.isReadable(START) || !Files.isReadable(PROCESSORS)) {
            return Optional.empty();
        }
        StringBuilder all = new StringBuilder(TRIAL + "\n" + Libtorch.release() + "\n" + Files.readString(START));
        Files.readAllLines(PROCESSORS, StandardCharsets.UTF_8).stream()
                .filter(line -> PROCESSOR_LINES.contains(line.split("\t*:", 2)[0].trim()))
                .distinct()
                .forEach(line -> all.append(line).append('\n'));
        System.getenv().entrySet().stream()
                .filter(variable -> ENVIRONMENT.matcher(variable.getKey()).matches())
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> all.append(variable).append('\n'));
        return Optional.of(
                Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS));
    }

    /** Those in the file, by question; a question that was answered in two ways, and lines that are no verdicts, are not among them. */
    Map<String, Boolean> read() {
        if (file == null || !Files.isReadable(file)) {
            return Map.of();
        }
        try {
            Map<String, List<Boolean>> answers = Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                    .map(LINE::matcher)
                    .filter(line -> line.matches())
                    .collect(Collectors.groupingBy(
                            line -> line.group(2),
                            Collectors.mapping(line -> line.group(1).equals("right"), Collectors.toList())));
            Map<String, Boolean> verdicts = new HashMap<>();
            answers.forEach((question, found) -> {
                if (found.stream().distinct().count() == 1) {
                    verdicts.put(question, found.get(0));
                }
            });
            return verdicts;
        } catch (IOException | UncheckedIOException e) {
            return Map.of();
        }
    }

    /** Adds one; processes may do so at the same time. */
    void keep(String question, boolean right) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            String line = (right ? "right: " : "wrong: ") + question + " .\n";
            Files.write(
                    file,
                    line.getBytes(StandardCharsets.US_ASCII),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            // It is tried again by the next process.
        }
    }
}
