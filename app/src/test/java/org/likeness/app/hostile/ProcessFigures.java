package org.likeness.app.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a process takes of the machine over time; on Linux, as {@code /proc} says. Used by one thread. */
public final class ProcessFigures {
    private final Path process;
    private final List<Long> residentKilobytes = new ArrayList<>();
    private final List<Long> threads = new ArrayList<>();
    private final List<Long> files = new ArrayList<>();

    public ProcessFigures(long pid) {
        this.process = Path.of("/proc", Long.toString(pid));
    }

    /** Whether this machine tells. */
    public static boolean areKnown() {
        return Files.isReadable(Path.of("/proc/self/status"));
    }

    /** Reads them once. */
    public void read() {
        try {
            List<String> status = Files.readAllLines(process.resolve("status"));
            residentKilobytes.add(number(status, "VmRSS:"));
            threads.add(number(status, "Threads:"));
            try (Stream<Path> open = Files.list(process.resolve("fd"))) {
                files.add(open.count());
            }
        } catch (NoSuchFileException e) {
            throw new AssertionError("the process has ended", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    public long mostResidentMegabytes() {
        return max(residentKilobytes) / 1024;
    }

    public long mostThreads() {
        return max(threads);
    }

    public long mostFiles() {
        return max(files);
    }

    /** Open files now. */
    public long lastFiles() {
        return files.get(files.size() - 1);
    }

    private static long max(List<Long> values) {
        return values.stream().mapToLong(value -> value).max().orElseThrow();
    }

    /** Least, median and most of each, and the resident memory in ten parts of the time. */
    @Override
    public String toString() {
        StringBuilder parts = new StringBuilder();
        for (int part = 0; part < 10; part++) {
            List<Long> some = residentKilobytes.subList(
                    part * residentKilobytes.size() / 10, (part + 1) * residentKilobytes.size() / 10);
            parts.append(some.isEmpty() ? "" : " " + median(some) / 1024);
        }
        return String.format(
                Locale.ROOT,
                "resident memory %s MB (medians of tenths of the time:%s), threads %s, open files %s",
                spread(residentKilobytes.stream().map(value -> value / 1024).toList()),
                parts,
                spread(threads),
                spread(files));
    }

    private static String spread(List<Long> values) {
        return values.stream().mapToLong(value -> value).min().orElseThrow() + "/" + median(values) + "/" + max(values);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
