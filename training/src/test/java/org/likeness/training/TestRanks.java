package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.likeness.core.LikenessException;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.distributed.GlooGroup;
import org.likeness.training.distributed.GroupSettings;
import org.likeness.training.distributed.Rendezvous;
import org.likeness.training.distributed.Share;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.recipe.RecipeReader;
import org.likeness.training.recipe.RecipeWriter;

/** Ranks that train {@link SmallRun}'s people: rank 0 in this process, each other one in a process of its own. */
final class TestRanks implements AutoCloseable {
    private static final GroupSettings SETTINGS =
            new GroupSettings("test", Duration.ofSeconds(60), Duration.ofSeconds(3));

    private final List<Process> processes = new ArrayList<>();
    private final GlooGroup group;

    /**
     * Starts the others.
     *
     * @param others what rank 1 and those after it are given: run folder and recipe
     */
    private TestRanks(int size, List<String> others) throws IOException {
        Rendezvous rendezvous = rendezvous(size);
        for (int rank = 1; rank < size; rank++) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                    "-cp",
                    System.getProperty("java.class.path"),
                    TestRanks.class.getName(),
                    Integer.toString(rank),
                    Integer.toString(size),
                    Integer.toString(rendezvous.address().getPort())));
            command.addAll(others);
            processes.add(new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start());
        }
        this.group = GlooGroup.lead(rendezvous, size, () -> {});
    }

    static TestRanks start(int size, TrainingRecipe recipe, Path run) throws IOException {
        return new TestRanks(size, List.of(run.toString(), RecipeWriter.yaml(recipe)));
    }

    /** Trains a recipe in a group. */
    static TrainingResult train(int size, TrainingRecipe recipe, Path run) throws IOException {
        try (TestRanks ranks = start(size, recipe, run)) {
            return ranks.trainer(recipe, run).train();
        }
    }

    /** The trainer of rank 0. */
    Trainer trainer(TrainingRecipe recipe, Path run) {
        return SmallRun.trainer(recipe, run).group(group);
    }

    /** A rank's process, from rank 1 on. */
    Process process(int rank) {
        return processes.get(rank - 1);
    }

    /** Leaves the group, and waits for the others. */
    @Override
    public void close() {
        group.close();
        for (Process process : processes) {
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    String threads = threads(process);
                    process.destroyForcibly();
                    throw new AssertionError("a rank did not end: " + threads);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What a process is doing. */
    private static String threads(Process process) throws InterruptedException {
        try {
            Path stacks = Files.createTempFile("rank-", ".threads");
            Process print = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jstack")
                                    .toString(),
                            Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(stacks.toFile())
                    .start();
            boolean answered = print.waitFor(10, TimeUnit.SECONDS);
            String text = Files.readString(stacks);
            Files.delete(stacks);
            return answered ? text : "it is ending, and does not answer";
        } catch (IOException e) {
            return e.toString();
        }
    }

    /**
     * Trains in a group whose ranks are threads of this process, which start at once. They share libtorch's generator: the recipe has no
     * dropout.
     *
     * @param others the recipe of the other ranks
     * @param more   of the trainer of rank 0
     */
    static TrainingResult trainInThreads(
            int size, TrainingRecipe recipe, TrainingRecipe others, Path run, UnaryOperator<Trainer> more) {
        assertThat(recipe.network().dropout()).isZero();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Rendezvous rendezvous = rendezvous(size)) {
            for (int rank = 1; rank < size; rank++) {
                Share share = new Share(rank, size);
                threads.execute(() -> {
                    try (GlooGroup group = GlooGroup.join(rendezvous.address(), share, size, SETTINGS)) {
                        more.apply(SmallRun.trainer(others, run).group(group)).train();
                    } catch (LikenessException e) {
                        // rank 0 has it, too
                    }
                });
            }
            try (GlooGroup group = GlooGroup.lead(rendezvous, size, () -> {})) {
                return more.apply(SmallRun.trainer(recipe, run).group(group)).train();
            }
        } finally {
            DaemonThreads.end(threads, 30);
            assertThat(threads.isTerminated()).as("all ranks have ended").isTrue();
        }
    }

    private static Rendezvous rendezvous(int size) {
        return Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), size, SETTINGS);
    }

    /** Trains as another rank: its number, how many there are, rank 0's port, the run, the recipe. */
    public static void main(String[] arguments) {
        TrainingRecipe recipe =
                RecipeReader.defaults().yaml(arguments[4], "the argument").recipe();
        Share share = new Share(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        InetSocketAddress leader =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]));
        try (GlooGroup group = GlooGroup.join(leader, share, share.size(), SETTINGS)) {
            SmallRun.trainer(recipe, Path.of(arguments[3])).group(group).train();
        }
    }
}
