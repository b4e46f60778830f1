package org.likeness.app.system;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.likeness.api.system.SystemAnswer;
import org.likeness.api.system.SystemAnswer.CudaSupport;
import org.likeness.api.system.SystemAnswer.Disk;
import org.likeness.api.system.SystemAnswer.JavaRuntime;
import org.likeness.api.system.SystemAnswer.Machine;
import org.likeness.api.system.SystemAnswer.NativeLibrary;
import org.likeness.api.system.SystemAnswer.SearchSupport;
import org.likeness.core.EnumWord;
import org.likeness.core.NativeLoading;
import org.likeness.gallery.store.SqliteGallery;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.ModelStore;
import org.likeness.recognition.session.InferenceSession;
import org.likeness.search.GraphSearch;
import org.likeness.search.Kernel;
import org.likeness.training.libtorch.Libtorch;

/** Looks at the machine and the installation. A part that is missing or broken is described instead of thrown. */
public final class ThisSystem {
    private ThisSystem() {}

    /**
     * Looks.
     *
     * @param release of Likeness
     * @param models  downloaded models
     */
    public static SystemAnswer look(String release, ModelStore models) {
        NativeLibrary libtorch = tried("libtorch", Libtorch::release);
        return new SystemAnswer(
                release,
                new JavaRuntime(
                        Runtime.version().toString(),
                        System.getProperty("java.vendor", ""),
                        Runtime.getRuntime().maxMemory()),
                machine(),
                new SearchSupport(EnumWord.of(Kernel.best()), GraphSearch.usesVectorInstructions()),
                List.of(
                        tried("ONNX Runtime", InferenceSession::runtimeRelease),
                        libtorch,
                        tried("SQLite", SqliteGallery::sqliteRelease)),
                new CudaSupport(
                        Libtorch.isBuiltForCuda(),
                        Libtorch.isBuiltForCuda() && libtorch.loaded() ? Libtorch.gpuCount() : null),
                models.folder().toString(),
                pulled(models),
                Stream.of(Path.of(""), models.folder(), Path.of(System.getProperty("java.io.tmpdir", "")))
                        .map(ThisSystem::existing)
                        .distinct()
                        .map(folder -> new Disk(folder.toString(), free(folder)))
                        .toList());
    }

    private static Machine machine() {
        String platform = System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + ", "
                + System.getProperty("os.arch", "");
        int cores = Runtime.getRuntime().availableProcessors();
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? new Machine(platform, cores, system.getTotalMemorySize(), system.getFreeMemorySize())
                : new Machine(platform, cores, null, null);
    }

    /** Loads a library: what it lacks is thrown as an error of linking, or is the cause of an exception. */
    static NativeLibrary tried(String name, Callable<String> release) {
        try {
            return new NativeLibrary(name, true, release.call(), null);
        } catch (Exception | LinkageError e) {
            return new NativeLibrary(name, false, null, NativeLoading.reason(e));
        }
    }

    private static List<String> pulled(ModelStore models) {
        return Catalog.standard().entries().stream()
                .filter(entry -> entry.files().stream().allMatch(file -> Files.exists(models.path(entry, file))))
                .map(entry -> entry.name())
                .toList();
    }

    /** The folder itself, or the nearest one above that exists. */
    private static Path existing(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        while (!Files.isDirectory(absolute) && absolute.getParent() != null) {
            absolute = absolute.getParent();
        }
        return absolute;
    }

    private static @Nullable Long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
