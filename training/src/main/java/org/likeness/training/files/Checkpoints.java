package org.likeness.training.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;

/** The checkpoints of a run, one file each, of which the latest few are kept. Files are written atomically. */
public final class Checkpoints {
    private static final Pattern NAME = Pattern.compile("step-\\d{9}\\.safetensors");

    private final Path folder;
    private final int kept;
    private final boolean keepsBest;

    /**
     * @param folder    where they are; it need not be there yet
     * @param kept      how many of the latest stay, at least 1
     * @param keepsBest whether that of the best evaluation stays as well, if there is one of its step
     */
    public Checkpoints(Path folder, int kept, boolean keepsBest) {
        if (kept < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d checkpoints kept: at least 1 is needed", kept));
        }
        this.folder = folder;
        this.kept = kept;
        this.keepsBest = keepsBest;
    }

    /**
     * Writes a checkpoint, then removes those that are not to be kept, and what a killed run left half written.
     *
     * @return its file
     * @throws LikenessException if it cannot be written; the earlier ones are then as they were
     */
    public Path save(Checkpoint checkpoint) {
        Path file = file(checkpoint.step());
        CheckpointFile.write(file, checkpoint);
        Optional<Path> best = checkpoint.best().filter(metrics -> keepsBest).map(metrics -> file(metrics.step()));
        try {
            for (Path old : files(".*\\.tmp")) {
                Files.deleteIfExists(old);
            }
            List<Path> all = files(NAME.pattern());
            for (Path old : all.subList(0, Math.max(0, all.size() - kept))) {
                if (!Optional.of(old).equals(best)) {
                    Files.deleteIfExists(old);
                }
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "old checkpoints in %s cannot be removed: %s", folder, e.getMessage()),
                    e);
        }
        return file;
    }

    /** The file of a step's checkpoint, whether it is there or not. */
    public Path file(long step) {
        return folder.resolve(String.format(Locale.ROOT, "step-%09d.safetensors", step));
    }

    /**
     * The latest checkpoint.
     *
     * @return nothing if there is none
     * @throws LikenessException if it is corrupt; the message names the one before it
     */
    public Optional<Checkpoint> latest() {
        List<Path> all = files(NAME.pattern());
        Collections.reverse(all);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CheckpointFile.read(all.get(0)));
        } catch (LikenessException e) {
            String wayOut = all.size() > 1
                    ? String.format(Locale.ROOT, "remove it to resume from the previous one, %s", all.get(1))
                    : "there is no earlier one; start the run again in another folder";
            throw LikenessException.invalid(e.getMessage() + "; " + wayOut, e);
        }
    }

    /**
     * Writes a checkpoint into a file of its own.
     *
     * @throws LikenessException if it cannot be written
     */
    public static void write(Path file, Checkpoint checkpoint) {
        CheckpointFile.write(file, checkpoint);
    }

    /**
     * Reads a checkpoint from its file.
     *
     * @throws LikenessException if it is not a whole checkpoint
     */
    public static Checkpoint read(Path file) {
        return CheckpointFile.read(file);
    }

    /** Files by name; in the order of their steps. */
    private List<Path> files(String name) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be listed: %s", folder, e.getMessage()), e);
        }
    }
}
