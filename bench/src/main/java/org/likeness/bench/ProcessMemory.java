package org.likeness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Linux's own account of the process, in megabytes. */
final class ProcessMemory {
    private ProcessMemory() {}

    /** The most that it ever held, mapped files included. */
    static double peak() throws IOException {
        return megabytes("VmHWM:");
    }

    /** What it holds at present that no file stands for. */
    static double anonymous() throws IOException {
        return megabytes("RssAnon:");
    }

    private static double megabytes(String field) throws IOException {
        return of("self", field);
    }

    /** A figure of another process. */
    static double of(long process, String field) throws IOException {
        return of(Long.toString(process), field);
    }

    private static double of(String process, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", process, "status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
