package org.likeness.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.distributed.GlooGroup;
import org.likeness.training.distributed.GroupSettings;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.distributed.Rendezvous;
import org.likeness.training.distributed.Share;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.recipe.RecipeReader;

/**
 * Takes the time of ArcFace over all people for a batch of 112 embeddings of 128 numbers, the network left out, whose centers are divided among
 * processes of this machine.
 *
 * <pre>DividedSoftmaxBenchmark PEOPLE RANKS THREADS TIMES   prints one line of JSON; THREADS of each rank</pre>
 */
public final class DividedSoftmaxBenchmark {
    private static final int IDENTITIES = 28;
    private static final GroupSettings SETTINGS =
            new GroupSettings("benchmark", Duration.ofSeconds(60), Duration.ofSeconds(60));

    private DividedSoftmaxBenchmark() {}

    /** See the class. Other ranks are given their number and rank 0's port, too. */
    public static void main(String[] arguments) throws IOException {
        int size = Integer.parseInt(arguments[1]);
        if (arguments.length > 4) {
            InetSocketAddress leader =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[5]));
            Share share = new Share(Integer.parseInt(arguments[4]), size);
            try (GlooGroup group = GlooGroup.join(leader, share, size, SETTINGS)) {
                milliseconds(arguments, group);
            }
        } else if (size == 1) {
            print(arguments, milliseconds(arguments, ProcessGroup.ALONE));
        } else {
            InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            Rendezvous rendezvous = Rendezvous.open(here, size, SETTINGS);
            for (int rank = 1; rank < size; rank++) {
                start(arguments, rank, rendezvous.address().getPort());
            }
            try (GlooGroup group = GlooGroup.lead(rendezvous, size, () -> {})) {
                print(arguments, milliseconds(arguments, group));
            }
        }
    }

    private static void start(String[] arguments, int rank, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                DividedSoftmaxBenchmark.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(Integer.toString(rank), Integer.toString(port)));
        new ProcessBuilder(command).inheritIO().start();
    }

    private static void print(String[] arguments, double milliseconds) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "{\"people\": %s, \"ranks\": %s, \"threadsOfEach\": %s, \"milliseconds\": %.1f, \"peakMegabytesOfRank0\": %.0f}%n",
                arguments[0],
                arguments[1],
                arguments[2],
                milliseconds,
                ProcessMemory.peak());
    }

    private static double milliseconds(String[] arguments, ProcessGroup group) {
        Libtorch.setThreads(Integer.parseInt(arguments[2]));
        TrainingRecipe recipe =
                RecipeReader.defaults().set("softmax.form=arcface").recipe();
        return SoftmaxRounds.milliseconds(
                recipe,
                IDENTITIES,
                Integer.parseInt(arguments[0]),
                group,
                Integer.parseInt(arguments[3]),
                System::nanoTime);
    }
}
