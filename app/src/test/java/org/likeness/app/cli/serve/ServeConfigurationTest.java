package org.likeness.app.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

class ServeConfigurationTest {
    @TempDir
    private Path folder;

    @Command(name = "serve")
    static final class Settings {
        @Option(names = "--config")
        @Nullable
        Path config; // read by the framework alone

        @Option(names = "--port")
        private int port = 1;

        @Option(
                names = {"-g", "--trusted-proxy"},
                split = ",\\s*")
        private final List<String> proxies = new ArrayList<>();

        @Option(names = "--mirror")
        private boolean mirror;

        @Parameters(index = "0", arity = "0..1")
        private String encoder = "";
    }

    private static Settings read(Map<String, String> environment, String... arguments) {
        Settings settings = new Settings();
        new CommandLine(settings)
                .setDefaultValueProvider(new ServeConfiguration(environment))
                .parseArgs(arguments);
        return settings;
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("serve.properties"), content).toString();
    }

    @Test
    void theFileThenTheEnvironmentThenTheOptions() throws IOException {
        String file = file("port = 2\ntrusted-proxy = 10.0.0.1, 10.0.0.2\nmirror = true\nencoder = of-the-file.onnx\n");
        Settings settings = read(Map.of("LIKENESS_SERVE_CONFIG", file, "HOME", "/root"));
        assertThat(settings.port).isEqualTo(2);
        assertThat(settings.proxies).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(settings.mirror).isTrue();
        assertThat(settings.encoder).isEqualTo("of-the-file.onnx");
        Map<String, String> environment =
                Map.of("LIKENESS_SERVE_PORT", "3", "LIKENESS_SERVE_TRUSTED_PROXY", "10.0.0.3");
        settings = read(environment, "--config", file);
        assertThat(settings.port).isEqualTo(3);
        assertThat(settings.proxies).containsExactly("10.0.0.3");
        settings = read(environment, "--config", file, "--port", "4", "-g", "10.0.0.4", "given.onnx");
        assertThat(settings.port).isEqualTo(4);
        assertThat(settings.proxies).containsExactly("10.0.0.4");
        assertThat(settings.encoder).isEqualTo("given.onnx");
    }

    @Command(name = "serve")
    static final class GallerySettings {
        @Option(names = "--config")
        @Nullable
        Path config; // read by the framework alone

        @Mixin
        private final ServedGalleryOptions galleries = new ServedGalleryOptions();
    }

    @Test
    void theFolderOfGalleriesMayComeFromTheEnvironment() {
        GallerySettings settings = new GallerySettings();
        Path galleries = folder.resolve("galleries");
        new CommandLine(settings)
                .setDefaultValueProvider(
                        new ServeConfiguration(Map.of("LIKENESS_SERVE_GALLERIES", galleries.toString())))
                .parseArgs();
        ChosenGalleries chosen = settings.galleries.chosen();
        assertThat(chosen.named()).isEmpty();
        assertThat(chosen.folder().orElseThrow()).hasToString(galleries.toString());
        assertThat(galleries).as("it is made").isDirectory();
    }

    @Test
    void unknownNamesAreRefused() throws IOException {
        assertThatThrownBy(() -> read(Map.of("LIKENESS_SERVE_PROT", "3")))
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "variable LIKENESS_SERVE_PROT: there is no such setting; known are config, encoder, mirror, "
                                + "port, trusted-proxy");
        String file = file("config = other.properties\n");
        assertThatThrownBy(() -> read(Map.of(), "--config", file)).hasMessageContaining("\"config\"");
    }

    @Test
    void withoutAnyTheUsualOnesHold() {
        Settings settings = read(Map.of());
        assertThat(settings.port).isEqualTo(1);
        assertThat(settings.mirror).isFalse();
    }
}
