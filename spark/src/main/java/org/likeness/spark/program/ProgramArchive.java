package org.likeness.spark.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;

/**
 * Writes the program as one archive, as {@code spark-submit} takes it. It has what the program's own archives have and Spark's have not: a
 * class that Spark has comes from Spark in any case, because its archives are before the program's on every class path. Compressed bytes are
 * copied as they are.
 */
public final class ProgramArchive {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String NOTICES = "META-INF/notices/";
    private static final String MULTI_RELEASE = "Multi-Release";

    private final ProgramArchives archives;
    private final String mainClass;
    private final Set<String> ofSpark = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private final Map<String, Set<String>> services = new LinkedHashMap<>();
    private int taken;

    private ProgramArchive(ProgramArchives archives, String mainClass) {
        this.archives = archives;
        this.mainClass = mainClass;
    }

    /**
     * What was written.
     *
     * @param archives that something was taken from
     * @param files    in the new archive
     * @param bytes    length of the new archive
     */
    public record Content(int archives, int files, long bytes) {}

    /**
     * Writes the archive, as a whole or not at all.
     *
     * @param mainClass the program's
     * @throws LikenessException if an archive cannot be read, the main class is in none of the program's own, or the file cannot be written
     */
    public static Content write(Path file, ProgramArchives archives, String mainClass) {
        var program = new ProgramArchive(archives, mainClass);
        AtomicFile.write(file, program::writeTo);
        return new Content(program.taken, program.written.size(), file.toFile().length());
    }

    private void writeTo(OutputStream out) throws IOException {
        for (Path archive : archives.ofSpark()) {
            try (ZipFile zip = open(archive)) {
                Collections.list(zip.getEntries()).forEach(entry -> ofSpark.add(entry.getName()));
            }
        }
        var target = new ZipArchiveOutputStream(out); // finished, and not closed: the caller forces the file to disk
        add(target, MANIFEST, manifest());
        for (Path archive : archives.own()) {
            take(archive, target);
        }
        for (Map.Entry<String, Set<String>> service : services.entrySet()) {
            String providers = String.join("\n", service.getValue()) + "\n";
            add(target, service.getKey(), providers.getBytes(StandardCharsets.UTF_8));
        }
        target.finish();
        if (!written.contains(mainClass.replace('.', '/') + ".class")) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s is in none of the program's %,d archives: start the program from its archives, as its launcher does",
                    mainClass,
                    archives.own().size()));
        }
    }

    private byte[] manifest() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        manifest.getMainAttributes().putValue(MULTI_RELEASE, "true");
        var bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static ZipFile open(Path archive) {
        try {
            return ZipFile.builder().setPath(archive).get();
        } catch (IOException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "the archive %s cannot be read: %s", archive, e.getMessage()), e);
        }
    }

    /** Takes what Spark has not; of an archive that has nothing else, nothing. */
    private void take(Path archive, ZipArchiveOutputStream target) throws IOException {
        try (ZipFile zip = open(archive)) {
            List<ZipArchiveEntry> content = content(zip);
            if (content.stream().allMatch(entry -> entry.getName().startsWith("META-INF/"))) {
                return;
            }
            taken++;
            for (ZipArchiveEntry entry : content) {
                copy(zip, entry, entry.getName(), target);
            }
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                switch (ArchiveEntry.of(entry.getName())) {
                    case SERVICE -> addProviders(zip, entry);
                    case NOTICE -> copy(zip, entry, NOTICES + archive.getFileName() + "/" + entry.getName(), target);
                    case CONTENT, LEFT_OUT -> {}
                }
            }
        }
    }

    private List<ZipArchiveEntry> content(ZipFile zip) throws IOException {
        boolean multiRelease = isMultiRelease(zip);
        List<ZipArchiveEntry> content = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
            String name = entry.getName();
            if (ArchiveEntry.of(name) == ArchiveEntry.CONTENT
                    && !entry.isDirectory()
                    && (multiRelease || !name.startsWith(ArchiveEntry.VERSIONS))
                    && !ofSpark.contains(ArchiveEntry.inAnyVersion(name))) {
                content.add(entry);
            }
        }
        return content;
    }

    private static boolean isMultiRelease(ZipFile zip) throws IOException {
        ZipArchiveEntry manifest = zip.getEntry(MANIFEST);
        if (manifest == null) {
            return false;
        }
        try (InputStream in = zip.getInputStream(manifest)) {
            return Boolean.parseBoolean(new Manifest(in).getMainAttributes().getValue(MULTI_RELEASE));
        }
    }

    /** The first of a name is taken, as on a class path. */
    private void copy(ZipFile zip, ZipArchiveEntry entry, String name, ZipArchiveOutputStream target)
            throws IOException {
        if (!written.add(name)) {
            return;
        }
        var copy = new ZipArchiveEntry(name);
        copy.setTime(entry.getTime());
        copy.setMethod(entry.getMethod());
        copy.setSize(entry.getSize());
        copy.setCompressedSize(entry.getCompressedSize());
        copy.setCrc(entry.getCrc());
        try (InputStream compressed = zip.getRawInputStream(entry)) {
            target.addRawArchiveEntry(copy, compressed);
        }
    }

    private void addProviders(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        Set<String> providers = services.computeIfAbsent(entry.getName(), name -> new LinkedHashSet<>());
        try (InputStream in = zip.getInputStream(entry)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(provider -> !provider.isEmpty())
                    .forEach(providers::add);
        }
    }

    private void add(ZipArchiveOutputStream target, String name, byte[] content) throws IOException {
        written.add(name);
        target.putArchiveEntry(new ZipArchiveEntry(name));
        target.write(content);
        target.closeArchiveEntry();
    }
}
