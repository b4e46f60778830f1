package org.likeness.training.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.likeness.core.UserException;

/** A run's checkpoints, one file each, the latest two kept. A file is there as a whole or not at all. */
public final class Checkpoints {
    private static final Pattern NAME = Pattern.compile("step-\\d{9}\\.safetensors");
    private static final int KEPT = 2;

    private final Path folder;

    /** @param folder where they are; it need not be there yet */
    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a checkpoint, then removes all but the latest two, and what a killed run left half written.
     *
     * @return its file
     * @throws UserException if it cannot be written; the earlier ones are then as they were
     */
    public Path save(Checkpoint checkpoint) {
        Path file = folder.resolve("step-%09d.safetensors".formatted(checkpoint.step()));
        CheckpointFile.write(file, checkpoint);
        try {
            for (Path old : files(".*\\.tmp")) {
                Files.deleteIfExists(old);
            }
            List<Path> all = files(NAME.pattern());
            for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new UserException("old checkpoints in %s cannot be removed: %s".formatted(folder, e.getMessage()), e);
        }
        return file;
    }

    /**
     * The latest checkpoint.
     *
     * @return nothing if there is none
     * @throws UserException if it is corrupt; the message names the one before it
     */
    public Optional<Checkpoint> latest() {
        List<Path> all = files(NAME.pattern());
        Collections.reverse(all);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CheckpointFile.read(all.get(0)));
        } catch (UserException e) {
            String wayOut = all.size() > 1
                    ? "remove it to go on from the one before, %s".formatted(all.get(1))
                    : "there is no earlier one; start the run again in another folder";
            throw new UserException(e.getMessage() + "; " + wayOut, e);
        }
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
            throw new UserException("%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
