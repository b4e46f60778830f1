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
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
