package org.likeness.api.system;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;

/**
 * What this machine and this installation can do: {@code likeness system}.
 *
 * @param release      of Likeness
 * @param java         the Java that runs it
 * @param machine      processor and memory
 * @param search       how galleries are searched
 * @param libraries    native libraries, each after an attempt to load it
 * @param cuda         the GPU build
 * @param modelsFolder where downloaded models are
 * @param pulledModels names of the catalog's models that are there; their hashes are not compared
 * @param disks        free space
 */
public record SystemAnswer(
        String release,
        JavaRuntime java,
        Machine machine,
        SearchSupport search,
        List<NativeLibrary> libraries,
        CudaSupport cuda,
        String modelsFolder,
        List<String> pulledModels,
        List<Disk> disks)
        implements Answer {
    public SystemAnswer {
        libraries = List.copyOf(libraries);
        pulledModels = List.copyOf(pulledModels);
        disks = List.copyOf(disks);
    }

    /**
     * The Java runtime.
     *
     * @param release  such as 17.0.15+6
     * @param vendor   who built it
     * @param heapSize bytes that the heap may grow to
     */
    public record JavaRuntime(String release, String vendor, long heapSize) {}

    /**
     * Processor and memory.
     *
     * @param platform       operating system and processor
     * @param coreCount      processors that Java may use
     * @param memorySize     bytes, those of the container if it is limited; null where Java cannot tell
     * @param freeMemorySize bytes that no program uses; null where Java cannot tell
     */
    public record Machine(
            String platform,
            int coreCount,
            @Nullable Long memorySize,
            @Nullable Long freeMemorySize) {}

    /**
     * How galleries are searched.
     *
     * @param kernel                of the exact scan: {@code vector} with {@code jdk.incubator.vector}, else {@code short-pairs}
     * @param graphVectorized       whether the graphs of mining are searched with vector instructions, too
     */
    public record SearchSupport(String kernel, boolean graphVectorized) {}

    /**
     * A native library.
     *
     * @param name    ONNX Runtime, libtorch or SQLite
     * @param loaded  whether it could be loaded
     * @param release its version; null if it could not be loaded
     * @param problem why it could not; null if it could
     */
    public record NativeLibrary(
            String name,
            boolean loaded,
            @Nullable String release,
            @Nullable String problem) {}

    /**
     * GPUs.
     *
     * @param supported whether this is the build for CUDA
     * @param gpuCount  GPUs that it finds; null for the build for CPUs, or if libtorch could not be loaded
     */
    public record CudaSupport(boolean supported, @Nullable Integer gpuCount) {}

    /**
     * Free space of a folder.
     *
     * @param folder   the folder, or the nearest one above it that exists
     * @param freeSize bytes that this user may write; null if it cannot be found out
     */
    public record Disk(String folder, @Nullable Long freeSize) {}
}
