package org.likeness.app.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.api.system.SystemAnswer;
import org.likeness.api.system.SystemAnswer.CudaSupport;
import org.likeness.api.system.SystemAnswer.NativeLibrary;
import org.likeness.api.system.SystemAnswer.SearchSupport;
import org.likeness.app.cli.option.ModelsFolder;
import org.likeness.app.cli.text.Output;
import org.likeness.app.system.ThisSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "system",
        mixinStandardHelpOptions = true,
        description = {
            "Describe this machine and this installation: Java, processor and memory, how galleries are searched, native"
                    + " libraries, downloaded models, GPUs, free disk space.",
            "Each native library is loaded once; one that cannot be is listed with the reason, and the command succeeds."
        },
        footer = {"", "Examples:", "  likeness system", "  likeness system --json"})
final class SystemCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli's
    private ModelsFolder models;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        SystemAnswer system =
                ThisSystem.look(Likeness.VERSION.substring(Likeness.VERSION.indexOf(' ') + 1), models.store());
        StringBuilder text = new StringBuilder();
        line(text, "likeness", system.release());
        line(
                text,
                "java",
                system.java().release() + ", " + system.java().vendor() + ", heap up to "
                        + size(system.java().heapSize()));
        line(
                text,
                "machine",
                String.format(
                        Locale.ROOT,
                        "%s, %d cores, memory %s, of it free %s",
                        system.machine().platform(),
                        system.machine().coreCount(),
                        size(system.machine().memorySize()),
                        size(system.machine().freeMemorySize())));
        line(text, "search", described(system.search()));
        for (NativeLibrary library : system.libraries()) {
            line(text, library.name(), library.loaded() ? library.release() : "cannot be loaded: " + library.problem());
        }
        line(text, "GPU", described(system.cuda()));
        line(
                text,
                "models",
                system.modelsFolder() + ": "
                        + (system.pulledModels().isEmpty() ? "none" : String.join(", ", system.pulledModels())));
        line(
                text,
                "free disk",
                system.disks().stream()
                        .map(disk -> size(disk.freeSize()) + " in " + disk.folder())
                        .collect(Collectors.joining(", ")));
        output.answer(text.toString(), system);
        return 0;
    }

    private static void line(StringBuilder text, String label, @Nullable String value) {
        text.append(String.format(Locale.ROOT, "%-13s %s%n", label, value));
    }

    private static String described(SearchSupport search) {
        String found = "kernel " + search.kernel() + ", graphs " + (search.graphVectorized() ? "with" : "without")
                + " vector instructions";
        return search.kernel().equals("vector")
                ? found
                : found
                        + " (programs that search for minutes are faster with LIKENESS_JAVA_OPTIONS=--add-modules=jdk.incubator.vector)";
    }

    private static String described(CudaSupport cuda) {
        if (!cuda.supported()) {
            return "none: this is the build for CPUs";
        }
        return cuda.gpuCount() == null
                ? "unknown: this is the build for CUDA, and libtorch cannot be loaded"
                : String.format(Locale.ROOT, "%d found by the build for CUDA", cuda.gpuCount());
    }

    private static String size(@Nullable Long bytes) {
        return bytes == null ? "unknown" : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
