package org.likeness.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.api.system.SystemAnswer;
import org.likeness.api.system.SystemAnswer.NativeLibrary;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.CatalogEntry;
import org.likeness.model.catalog.ModelStore;

class ThisSystemTest {
    @TempDir
    private Path folder;

    @Test
    void librariesOfThisBuildAreLoaded() {
        SystemAnswer system = ThisSystem.look("1.2", new ModelStore(folder.resolve("none/of/these")));
        assertThat(system.libraries())
                .extracting(NativeLibrary::name)
                .containsExactly("ONNX Runtime", "libtorch", "SQLite");
        assertThat(system.libraries()).allSatisfy(library -> {
            assertThat(library.loaded()).as("%s", library).isTrue();
            assertThat(library.release()).matches("\\d+\\.\\d+.*");
            assertThat(library.problem()).isNull();
        });
        assertThat(system.pulledModels()).isEmpty();
        assertThat(system.disks())
                .extracting(SystemAnswer.Disk::folder)
                .contains(folder.toAbsolutePath().toString());
    }

    @Test
    void aLibraryThatCannotBeLoadedIsDescribed() {
        NativeLibrary library = ThisSystem.tried("some", () -> {
            throw new UnsatisfiedLinkError("no some in the library path");
        });
        assertThat(library).isEqualTo(new NativeLibrary("some", false, null, "no some in the library path"));
        NativeLibrary wrapped = ThisSystem.tried("some", () -> {
            throw new ExceptionInInitializerError(new IllegalStateException("a damaged file"));
        });
        assertThat(wrapped.problem()).isEqualTo("a damaged file");
    }

    @Test
    void modelsArePulledWhenAllTheirFilesAreThere() throws Exception {
        ModelStore store = new ModelStore(folder);
        CatalogEntry entry = Catalog.standard().entries().get(0);
        for (var file : entry.files()) {
            Path path = store.path(entry, file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "content");
        }
        assertThat(ThisSystem.look("1.2", store).pulledModels()).containsExactly(entry.name());
    }
}
