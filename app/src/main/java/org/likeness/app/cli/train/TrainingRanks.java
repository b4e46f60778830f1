package org.likeness.app.cli.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.training.distributed.GlooGroup;
import org.likeness.training.distributed.GroupSettings;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.distributed.Rendezvous;
import org.likeness.training.distributed.Share;
import picocli.CommandLine.Model.CommandSpec;

/** The group of a training, and those of its processes that this one has started, which end with it. */
final class TrainingRanks implements AutoCloseable {
    private static final int SECONDS_TO_END = 30;
    private static final int SIGNALS = 128; // exit codes of processes that a signal ended are larger, by its number

    private final List<Process> processes;
    private final GlooGroup group;

    private TrainingRanks(List<Process> processes, GlooGroup group) {
        this.processes = processes;
        this.group = group;
    }

    /** Meets as another rank than 0. */
    static TrainingRanks join(InetSocketAddress where, Share share, int ranksHere, GroupSettings settings) {
        return new TrainingRanks(List.of(), GlooGroup.join(where, share, ranksHere, settings));
    }

    /** Meets, as rank 0, processes that somebody else starts. */
    static TrainingRanks lead(InetSocketAddress where, int size, GroupSettings settings) {
        return new TrainingRanks(List.of(), GlooGroup.lead(Rendezvous.open(where, size, settings), 1, () -> {}));
    }

    /** Starts the other ranks on this machine, with the same command, and leads them. */
    static TrainingRanks start(
            CommandSpec command, InetSocketAddress where, int size, GroupSettings settings, Output output) {
        List<Process> processes = new ArrayList<>();
        try (Rendezvous rendezvous = Rendezvous.open(where, size, settings)) {
            for (int rank = 1; rank < size; rank++) {
                processes.add(process(command, rank, size, rendezvous, settings, output));
            }
            GlooGroup group = GlooGroup.lead(rendezvous, size, () -> requireAlive(processes));
            for (int i = 0; i < processes.size(); i++) {
                int rank = i + 1;
                processes.get(i).onExit().thenAccept(ended -> {
                    if (ended.exitValue() != 0) {
                        group.lost(rank, ended(ended));
                    }
                });
            }
            return new TrainingRanks(processes, group);
        } catch (RuntimeException e) {
            processes.forEach(Process::destroyForcibly);
            throw e;
        }
    }

    private static Process process(
            CommandSpec command, int rank, int size, Rendezvous rendezvous, GroupSettings settings, Output output) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                command.root().userObject().getClass().getName()));
        words.addAll(command.root().commandLine().getParseResult().originalArgs());
        words.addAll(List.of(
                "--rank",
                Integer.toString(rank),
                "--rendezvous",
                rendezvous.address().getAddress().getHostAddress() + ":"
                        + rendezvous.address().getPort()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(Redirect.DISCARD);
        builder.environment().put(ProcessOptions.TOKEN, settings.token());
        builder.environment().put(ProcessOptions.RANKS_HERE, Integer.toString(size));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            DaemonThreads.named("output-of-rank-" + rank)
                    .newThread(() -> tell(rank, process, output))
                    .start();
            return process;
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "rank %d of %d cannot be started: %s", rank, size, e.getMessage()), e);
        }
    }

    private static void tell(int rank, Process process, Output output) {
        try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                output.note("rank " + rank + ": " + line);
            }
        } catch (IOException e) {
            // it has ended
        }
    }

    private static void requireAlive(List<Process> processes) {
        for (int i = 0; i < processes.size(); i++) {
            if (!processes.get(i).isAlive()) {
                throw new LikenessException(
                        LikenessException.Kind.UNAVAILABLE,
                        String.format(Locale.ROOT, "rank %d %s before training began", i + 1, ended(processes.get(i))));
            }
        }
    }

    private static String ended(Process process) {
        int code = process.exitValue();
        return code > SIGNALS
                ? String.format(Locale.ROOT, "was ended by signal %d", code - SIGNALS)
                : String.format(Locale.ROOT, "ended with exit code %d", code);
    }

    ProcessGroup group() {
        return group;
    }

    @Override
    public void close() {
        group.close();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_END);
        for (Process process : processes) {
            try {
                if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
