package org.likeness.training.libtorch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.likeness.core.LikenessException;
import org.likeness.core.NativeLoading;

/** The native library: loading, threads, and its random generator. */
public final class Libtorch {
    private static final List<String> LIBRARIES =
            List.of("libc10.so", "libtorch_cpu.so", "libtorch.so", "libgomp.so.1");
    private static final List<String> CUDA_LIBRARIES =
            List.of("libc10_cuda.so", "libtorch_cuda.so", "libtorch_cuda_linalg.so");
    private static final String CUDA = "-gpu"; // JavaCPP's name for that build

    private Libtorch() {}

    /**
     * Loads the natives, once.
     *
     * @throws LikenessException if there are none for this platform
     */
    public static void load() {
        NativeLoading.load("libtorch", "nothing can be trained", Holder::load);
    }

    /**
     * Sets how many threads an operator may use that this thread calls. Matrix products keep to one: OpenBLAS's threads go on turning for milliseconds after each
     * product, in the way of the convolutions that follow, and an encoder's products are too small to be worth it (bench,
     * TrainingStepBenchmark).
     *
     * @param threads at least 1
     */
    public static void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d threads: at least 1 is needed", threads));
        }
        load();
        torch.set_num_threads(threads);
    }

    /** How many threads an operator may use that this thread calls. */
    public static int threads() {
        load();
        return torch.get_num_threads();
    }

    /** Seeds what dropout draws from, on all devices: the same seed before the same step gives the same bits. */
    public static void seed(long seed) {
        load();
        torch.manual_seed(seed);
    }

    /**
     * Loads the natives, and tells which release they are.
     *
     * @return of libtorch and of JavaCPP, such as 2.10.0-1.5.13
     * @throws LikenessException if there are none for this platform
     */
    public static String release() throws IOException {
        load();
        return Loader.getVersion("org.bytedeco", "pytorch");
    }

    /** The number of GPUs that the natives for CUDA find; 0 with those for the CPU. */
    public static int gpuCount() {
        load();
        return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
    }

    /** Whether the natives at hand include those for CUDA; nothing is loaded to find out. */
    public static boolean isBuiltForCuda() {
        return folder().endsWith(CUDA);
    }

    /** Where the natives lie among the classes: those for CUDA are taken if both are there, as JavaCPP does. */
    private static String folder() {
        String processor = "/org/bytedeco/pytorch/" + Loader.getPlatform();
        String card = processor + CUDA;
        return org.bytedeco.pytorch.presets.torch.class.getResource(card + "/libtorch.so") == null ? processor : card;
    }

    private static final class Holder {
        static {
            unpack();
            Loader.load(torch.class);
            openblas_nolapack.blas_set_num_threads(1);
            // On a processor that it does not know, NNPACK warns once a convolution; oneDNN computes them in any case.
            torch.globalContext().setUserEnabledNNPACK(false);
        }

        /** Its call runs the static initializer above, which Java runs once for all threads. */
        static boolean load() {
            return true;
        }

        /**
         * Unpacks the libraries before the first of them is opened. With a cold cache and another libtorch on the system's library path
         * the loader would otherwise mix the two, and crash.
         */
        private static void unpack() {
            List<String> libraries = new ArrayList<>(LIBRARIES);
            if (isBuiltForCuda()) {
                libraries.addAll(CUDA_LIBRARIES);
            }
            for (String library : libraries) {
                try {
                    Loader.cacheResource(org.bytedeco.pytorch.presets.torch.class, folder() + "/" + library);
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            String.format(Locale.ROOT, "libtorch's %s could not be unpacked", library), e);
                }
            }
        }
    }
}
