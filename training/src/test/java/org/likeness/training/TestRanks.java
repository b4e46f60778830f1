package org.likeness.training;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    private static final String NOTHING = "-";

    private final List<Process> processes = new ArrayList<>();
    private final GlooGroup group;

    /**
     * Starts the others.
     *
     * @param others settles what rank 1 and those after it are given: run folder, recipe, encoder or {@code -}
     */
    private TestRanks(int size, List<String> others) throws IOException {
        Rendezvous rendezvous =
                Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), size, SETTINGS);
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
        return new TestRanks(size, List.of(run.toString(), RecipeWriter.yaml(recipe), NOTHING));
    }

    /** Ranks that begin with an encoder. */
    static TestRanks start(int size, TrainingRecipe recipe, Path run, Path encoder) throws IOException {
        return new TestRanks(size, List.of(run.toString(), RecipeWriter.yaml(recipe), encoder.toString()));
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
                    process.destroyForcibly();
                    throw new AssertionError("a rank did not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Trains as another rank: its number, how many there are, rank 0's port, the run, the recipe, the encoder. */
    public static void main(String[] arguments) {
        TrainingRecipe recipe =
                RecipeReader.defaults().yaml(arguments[4], "the argument").recipe();
        Share share = new Share(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        InetSocketAddress leader =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]));
        try (GlooGroup group = GlooGroup.join(leader, share, share.size(), SETTINGS)) {
            Trainer trainer = SmallRun.trainer(recipe, Path.of(arguments[3])).group(group);
            if (!arguments[5].equals(NOTHING)) {
                trainer.from(Path.of(arguments[5])).acceptWorse(true);
            }
            trainer.train();
        }
    }
}
