package org.likeness.spark.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;

class ProgramArchiveTest {
    private static final String PLAIN = "Manifest-Version: 1.0\n";
    private static final String MULTI_RELEASE = PLAIN + "Multi-Release: true\n";

    @TempDir
    private Path folder;

    private ProgramArchives archives;

    @BeforeEach
    void make() throws IOException {
        archive("spark/jars/spark.jar", Map.of("shared/A.class", "Spark's", "META-INF/services/x.Y", "shared.A"));
        archive(
                "lib/app.jar",
                Map.of(
                        "META-INF/MANIFEST.MF", MULTI_RELEASE,
                        "META-INF/LICENSE.txt", "of the program",
                        "META-INF/services/x.Y", "# providers\napp.One # the first\n\napp.Two",
                        "META-INF/versions/11/app/Main.class", "newer",
                        "META-INF/versions/11/shared/A.class", "newer",
                        "META-INF/versions/9/module-info.class", "",
                        "app/", "",
                        "app/Main.class", "main",
                        "app/License.class", "no license"));
        archive(
                "lib/library.jar",
                Map.of(
                        "META-INF/MANIFEST.MF", PLAIN,
                        "META-INF/NOTICE", "of the library",
                        "META-INF/SIGNER.SF", "",
                        "META-INF/SIGNER.RSA", "",
                        "META-INF/services/x.Y", "app.Two\nlibrary.Three\n",
                        "META-INF/versions/11/library/B.class", "never read",
                        "module-info.class", "",
                        "app/Main.class", "another one",
                        "library/B.class", "b"));
        archive(
                "lib/same-as-spark.jar",
                Map.of(
                        "META-INF/LICENSE", "of what is left out",
                        "META-INF/services/x.Y", "shared.Other",
                        "META-INF/maven/pom.properties", "version=1",
                        "shared/A.class", "the program's"));
        archives = ProgramArchives.of(
                String.join(
                        ":",
                        folder.resolve("spark/jars/spark.jar").toString(),
                        folder.resolve("lib/app.jar").toString(),
                        folder.resolve("lib/same-as-spark.jar").toString(),
                        folder.resolve("lib/library.jar").toString(),
                        folder.resolve("classes").toString()),
                Optional.of(folder.resolve("spark/").toString()));
    }

    private void archive(String name, Map<String, String> content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : new TreeMap<>(content).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    @Test
    void archivesOfSparkAreToldByTheirFolder() {
        assertThat(archives.ofSpark()).containsExactly(folder.resolve("spark/jars/spark.jar"));
        assertThat(archives.own()).hasSize(3);
        assertThat(ProgramArchives.of("a.jar:b", Optional.empty()).own())
                .containsExactly(Path.of("a.jar").toAbsolutePath());
    }

    @Test
    void itHasWhatAClassPathOfTheArchivesHasAndSparkHasNot() throws IOException {
        Path file = folder.resolve("program.jar");
        ProgramArchive.Content content = ProgramArchive.write(file, archives, "app.Main");
        Map<String, String> written = new TreeMap<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            assertThat(jar.stream()).hasSize(content.files());
            for (ZipEntry entry : Collections.list(jar.entries())) {
                try (InputStream in = jar.getInputStream(entry)) {
                    String before = written.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    assertThat(before).as(entry.getName()).isNull();
                }
            }
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("app.Main");
            assertThat(jar.isMultiRelease()).isTrue();
        }
        written.remove("META-INF/MANIFEST.MF");
        assertThat(written)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "META-INF/notices/app.jar/META-INF/LICENSE.txt", "of the program",
                        "META-INF/notices/library.jar/META-INF/NOTICE", "of the library",
                        "META-INF/services/x.Y", "app.One\napp.Two\nlibrary.Three\n",
                        "META-INF/versions/11/app/Main.class", "newer",
                        "app/Main.class", "main",
                        "app/License.class", "no license",
                        "library/B.class", "b"));
        assertThat(content).isEqualTo(new ProgramArchive.Content(2, 8, Files.size(file)));
    }

    @Test
    void aProgramWithoutItsMainClassIsRefusedAndNothingIsLeft() {
        Path file = folder.resolve("new/program.jar");
        assertThatThrownBy(() -> ProgramArchive.write(file, archives, "app.Other"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("app.Other is in none of the program's 3 archives");
        assertThat(folder.resolve("new")).isEmptyDirectory();
    }

    @Test
    void aDamagedArchiveIsNamed() throws IOException {
        Path bad = Files.writeString(folder.resolve("lib/bad.jar"), "no archive");
        var damaged = new ProgramArchives(List.of(), List.of(bad));
        assertThatThrownBy(() -> ProgramArchive.write(folder.resolve("program.jar"), damaged, "app.Main"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(bad + " cannot be read");
    }
}
