package org.likeness.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.file.Sha256;

/** Against a server on this machine, and a program in the place of npm. */
final class CatalogPullTest {
    private static final byte[] MODEL = bytes(100_000);
    private static final int CUT = 40_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private HttpServer server;

    private final List<String> ranges = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new SplittableRandom(7).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/model", MODEL);
        serve("/page", "<!DOCTYPE html><html><body>Sign in</body></html>".getBytes(StandardCharsets.UTF_8));
        serve("/pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:12".getBytes(StandardCharsets.UTF_8));
        serve("/short", bytes(50_000));
        serve("/long", bytes(100_001));
        serve("/other", other());
        server.createContext("/cut", this::cutOffOnce);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private static byte[] other() {
        byte[] other = MODEL.clone();
        other[5]++;
        return other;
    }

    private void serve(String path, byte[] contents) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, contents.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(contents);
            }
        });
    }

    /** The first answer ends early; a later one continues where it is asked to. */
    private void cutOffOnce(HttpExchange exchange) throws IOException {
        @Nullable String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        if (range == null) {
            exchange.sendResponseHeaders(200, MODEL.length);
            exchange.getResponseBody().write(MODEL, 0, CUT);
            exchange.getResponseBody().flush();
            exchange.close();
            return;
        }
        int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        exchange.getResponseHeaders()
                .set(
                        "Content-Range",
                        String.format(Locale.ROOT, "bytes %d-%d/%d", from, MODEL.length - 1, MODEL.length));
        exchange.sendResponseHeaders(206, MODEL.length - from);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(MODEL, from, MODEL.length - from);
        }
    }

    private Source web(String path) {
        return new Source.Https(URI.create(String.format(
                Locale.ROOT, "http://127.0.0.1:%d%s", server.getAddress().getPort(), path)));
    }

    private CatalogEntry entry(Source... sources) throws IOException {
        Path original = Files.write(folder.resolve("original"), MODEL);
        PublishedFile file = new PublishedFile(
                "face.onnx",
                ModelTask.ENCODER,
                Optional.of((long) MODEL.length),
                Sha256.of(original),
                Optional.of("sface"),
                List.of(sources));
        return new CatalogEntry("faces", "a test's model", "CC0", "none", List.of(), List.of(file));
    }

    private ModelStore store() {
        return new ModelStore(folder.resolve("store"));
    }

    private List<Path> pull(CatalogEntry entry, String npm) {
        return new CatalogPull(store(), line -> {}, npm, Map.of()).pull(entry, Optional.empty());
    }

    private List<Path> pull(CatalogEntry entry) {
        return pull(entry, "npm-that-is-not-there");
    }

    private List<String> kept() throws IOException {
        if (!Files.exists(folder.resolve("store"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            return files.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    private void assertRefused(CatalogEntry entry, String... reasons) throws IOException {
        assertThatThrownBy(() -> pull(entry))
                .isInstanceOf(LikenessException.class)
                .hasMessageContainingAll(reasons)
                .hasMessageContaining("Manually");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aDownloadWithTheRightHashIsKept() throws IOException {
        List<Path> files = pull(entry(web("/model")));
        assertThat(files).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(MODEL));
        assertThat(kept()).containsExactly("face.onnx");
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws IOException {
        pull(entry(web("/model")));
        pull(entry(web("/model")));
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatWasChangedInTheStoreIsRefused() throws IOException {
        Path file = pull(entry(web("/model"))).get(0);
        Files.write(file, other());
        assertThatThrownBy(() -> pull(entry(web("/model"))))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("was modified after download");
    }

    @Test
    void anotherFileLeavesNothing() throws IOException {
        assertRefused(entry(web("/other")), "another file: its sha256 is");
    }

    @Test
    void aWebPageLeavesNothing() throws IOException {
        assertRefused(entry(web("/page")), "a web page");
    }

    @Test
    void aPointerOfGitLfsLeavesNothing() throws IOException {
        assertRefused(entry(web("/pointer")), "a pointer of Git LFS");
    }

    @Test
    void aShortFileLeavesNothing() throws IOException {
        assertRefused(entry(web("/short")), "50,000 bytes; the file has 100,000");
    }

    @Test
    void aLongFileLeavesNothing() throws IOException {
        assertRefused(entry(web("/long")), "more than 100,000 bytes");
    }

    @Test
    void aMissingAddressLeavesNothing() throws IOException {
        assertRefused(entry(web("/nowhere")), "HTTP 404");
    }

    @Test
    void aServerThatIsNotThereLeavesNothing() throws IOException {
        CatalogEntry entry = entry(web("/model"));
        server.stop(0);
        assertRefused(entry, "download http://127.0.0.1");
    }

    @Test
    void aDownloadThatWasCutOffGoesOn() throws IOException {
        CatalogEntry entry = entry(web("/cut"));
        assertThatThrownBy(() -> pull(entry))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("ended after 40,000 bytes")
                .hasMessageContaining("the same command resumes");
        assertThat(kept()).containsExactly("face.onnx.part");
        assertThat(pull(entry))
                .singleElement()
                .satisfies(file -> assertThat(file).hasBinaryContent(MODEL));
        assertThat(ranges).containsExactly("null", "bytes=40000-");
        assertThat(kept()).containsExactly("face.onnx");
    }

    @Test
    void aServerThatCannotContinueBeginsAnew() throws IOException {
        CatalogEntry entry = entry(web("/model"));
        Path place = store().path(entry, entry.files().get(0));
        Files.createDirectories(place.getParent());
        Files.write(place.resolveSibling("face.onnx.part"), bytes(10));
        assertThat(pull(entry))
                .singleElement()
                .satisfies(file -> assertThat(file).hasBinaryContent(MODEL));
    }

    @Test
    void theNextSourceIsTriedWhereOneFails() throws IOException {
        assertThat(pull(entry(web("/nowhere"), web("/other"), web("/model")))).hasSize(1);
    }

    @Test
    void aProxyOfTheEnvironmentIsUsed() throws IOException {
        String proxy = "http://127.0.0.1:" + server.getAddress().getPort();
        CatalogEntry entry = entry(new Source.Https(URI.create("http://models.invalid/model")));
        new CatalogPull(store(), line -> {}, "npm", Map.of("HTTP_PROXY", proxy)).pull(entry, Optional.empty());
        assertThat(asked).containsExactly("http://models.invalid/model");
    }

    @Test
    void aFolderIsSearchedForTheFile() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("unpacked/package/model"));
        Files.write(deep.resolve("face.onnx"), MODEL);
        new CatalogPull(store(), line -> {}).pull(entry(web("/nowhere")), Optional.of(folder.resolve("unpacked")));
        assertThat(kept()).containsExactly("face.onnx");
    }

    @Test
    void aLocalFileIsCheckedLikeAnyOther() throws IOException {
        Path file = Files.write(folder.resolve("mine.onnx"), other());
        assertThatThrownBy(() -> new CatalogPull(store(), line -> {}).pull(entry(web("/nowhere")), Optional.of(file)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("another file")
                .hasMessageContaining("nothing was stored");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aMissingLocalFileIsSaid() throws IOException {
        assertThatThrownBy(() -> new CatalogPull(store(), line -> {})
                        .pull(entry(web("/nowhere")), Optional.of(folder.resolve("none"))))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void aPackageIsFetchedByNpmAndItsFileRead() throws IOException {
        CatalogEntry entry = entry(new Source.NpmPackage("faces", "1.2.3", "model/face.onnx"));
        assertThat(pull(
                        entry,
                        npm(String.format(Locale.ROOT, "cp '%s' faces-1.2.3.tgz", archive("package/model/face.onnx")))))
                .singleElement()
                .satisfies(file -> assertThat(file).hasBinaryContent(MODEL));
        assertThat(folder.resolve("asked")).hasContent("pack --ignore-scripts --silent faces@1.2.3");
    }

    @Test
    void aPackageWithoutTheFileIsRefused() throws IOException {
        String npm = npm(String.format(Locale.ROOT, "cp '%s' faces-1.2.3.tgz", archive("package/../model/face.onnx")));
        assertThatThrownBy(() -> pull(entry(new Source.NpmPackage("faces", "1.2.3", "model/face.onnx")), npm))
                .hasMessageContaining("package faces@1.2.3 has no model/face.onnx");
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatNpmSaysOfItsFailureIsPassedOn() throws IOException {
        String npm = npm("echo 'npm error network unreachable'; exit 1");
        assertThatThrownBy(() -> pull(entry(new Source.NpmPackage("faces", "1.2.3", "model/face.onnx")), npm))
                .hasMessageContaining("npm error network unreachable")
                .hasMessageContaining("npm pack faces@1.2.3 and unpack the archive");
    }

    @Test
    void aMachineWithoutNpmIsTold() throws IOException {
        assertRefused(
                entry(new Source.NpmPackage("faces", "1.2.3", "model/face.onnx")),
                "npm-that-is-not-there is not installed");
    }

    /** A program in the place of npm, run in the folder where the archive is due. */
    private String npm(String script) throws IOException {
        Path program = Files.writeString(
                folder.resolve("npm"),
                String.format(
                        Locale.ROOT, "#!/bin/sh\nprintf '%%s' \"$*\" > '%s'\n%s\n", folder.resolve("asked"), script));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    private Path archive(String name) throws IOException {
        Path archive = folder.resolve("packed");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(archive)))) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(MODEL.length);
            tar.putArchiveEntry(entry);
            tar.write(MODEL);
            tar.closeArchiveEntry();
        }
        return archive;
    }
}
