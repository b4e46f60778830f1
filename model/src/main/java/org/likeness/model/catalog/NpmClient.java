package org.likeness.model.catalog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Fetches packages with the user's own {@code npm}, with its registry, mirror, proxy and account; no code of a package is executed. */
final class NpmClient {
    private static final long MINUTES = 10;
    private static final String ROOT = "package/"; // npm packs everything below it

    private final String command;
    private final Path scratch;
    private final Map<String, Path> packed = new HashMap<>();

    /**
     * @param command such as {@code npm}
     * @param scratch an empty folder that the caller deletes
     */
    NpmClient(String command, Path scratch) {
        this.command = command;
        this.scratch = scratch;
    }

    /** What is done with a file's contents. */
    interface Reader {
        Path read(InputStream contents) throws IOException;
    }

    /**
     * Reads a file of a package.
     *
     * @throws IOException if the package cannot be fetched or has no such file; the message says why
     */
    Path read(Source.NpmPackage source, Reader reader) throws IOException {
        Path archive = packed.get(source.specifier());
        if (archive == null) {
            archive = pack(source.specifier());
            packed.put(source.specifier(), archive);
        }
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().equals(ROOT + source.path())) {
                    return reader.read(tar);
                }
            }
        }
        throw new IOException(String.format(Locale.ROOT, "package %s has no %s", source.specifier(), source.path()));
    }

    private Path pack(String specifier) throws IOException {
        Path folder = Files.createTempDirectory(scratch, "package");
        Path log = Files.createTempFile(scratch, "npm", ".log");
        Process npm = start(List.of(command, "pack", "--ignore-scripts", "--silent", specifier), folder, log);
        try {
            if (!npm.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException(String.format(
                        Locale.ROOT, "%s pack %s did not end within %d minutes", command, specifier, MINUTES));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(String.format(Locale.ROOT, "interrupted while %s fetched %s", command, specifier), e);
        } finally {
            npm.destroyForcibly();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Path archive = files.filter(path -> path.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElse(null);
            if (npm.exitValue() != 0 || archive == null) {
                throw new IOException(
                        String.format(Locale.ROOT, "%s pack %s failed: %s", command, specifier, lastLine(log)));
            }
            return archive;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Process start(List<String> words, Path folder, Path log) throws IOException {
        try {
            return new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    String.format(Locale.ROOT, "%s is not installed: it is part of Node.js", words.get(0)), e);
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readString(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty()
                ? "it gave no reason"
                : lines.get(lines.size() - 1).strip();
    }
}
