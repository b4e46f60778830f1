package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class PublishedModelsTest {
    @TempDir
    private Path folder;

    @Test
    void publishedModelsAreListedWithTheirLicenses() {
        CommandRun run = CommandRun.of("models", "list", "--models", folder, "--json");
        JsonNode first = run.assertDone().json().at("/published/0");
        assertThat(first.at("/name").asString()).isEqualTo("yunet");
        assertThat(first.at("/license").asString()).isEqualTo("MIT");
        assertThat(first.at("/downloaded").asBoolean()).isFalse();
    }

    @Test
    void aPublishedModelIsDescribedFileByFile() {
        CommandRun run = CommandRun.of("models", "inspect", "dlib", "--models", folder);
        assertThat(run.assertDone().out())
                .contains(
                        "99.38 % on LFW, by dlib",
                        "face_recognition_model.bin", "b413e420d6840b27", "fetched              no");
        JsonNode facts = CommandRun.of("models", "inspect", "faceplugin", "--models", folder, "--json")
                .assertDone()
                .json();
        JsonNode file = facts.at("/files")
                .valueStream()
                .filter(one -> one.at("/name").asString().equals("fr_landmark.onnx"))
                .findFirst()
                .orElseThrow();
        assertThat(file.at("/task").asString()).isEqualTo("landmarks");
        assertThat(file.at("/sources/0/fetchedBy").asString()).isEqualTo("npm");
        assertThat(file.at("/sources/0/location").asString()).startsWith("faceplugin");
        CommandRun.of("models", "inspect", "nothing", "--models", folder)
                .assertMistake("nothing: neither a file nor an architecture nor a published model");
    }

    @Test
    void theLicenseIsShownBeforeAnythingElse() {
        CommandRun run = CommandRun.of("models", "pull", "sface", "--models", folder, "--from", folder.resolve("none"));
        assertThat(run.err().lines().toList().get(1)).isEqualTo("license: Apache-2.0");
    }

    @Test
    void aFileThatIsNotThePublishedOneIsRefusedAndNotKept() throws IOException {
        Path other = Files.writeString(folder.resolve("sface.onnx"), "<html>not found</html>");
        Path models = folder.resolve("models");
        CommandRun run = CommandRun.of("models", "pull", "sface", "--models", models, "--from", other);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("gives a web page, not the file; nothing was stored");
        assertThat(models.resolve("sface")).isEmptyDirectory();
    }

    @Test
    void anUnknownNameIsAMistake() {
        CommandRun.of("models", "pull", "resnet", "--models", folder).assertMistake("resnet", "faceplugin");
    }
}
