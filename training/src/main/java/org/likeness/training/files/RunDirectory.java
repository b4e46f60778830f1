package org.likeness.training.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.likeness.core.UserException;
import org.likeness.core.file.FolderLock;

/**
 * The folder of a run: {@code docs/formats/run.md}.
 *
 * @param path of the folder
 */
public record RunDirectory(Path path) {
    /**
     * A folder for a new run; it is made where it is missing.
     *
     * @throws UserException if there is a run in it, or anything else, or if it cannot be made
     */
    public static RunDirectory create(Path path) {
        RunDirectory run = free(path);
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UserException(
                    String.format(
                            Locale.ROOT,
                            "the folder %s cannot be made: %s. Choose another one with --out",
                            path,
                            e.getMessage()),
                    e);
        }
        return run;
    }

    /**
     * A folder for a new run, which is not made.
     *
     * @throws UserException if there is a run in it, or anything else
     */
    public static RunDirectory free(Path path) {
        RunDirectory run = new RunDirectory(path);
        if (run.isRun()) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    "%s contains a run: continue it with --resume, or choose another folder with --out",
                    path));
        }
        run.requireNothingForeign();
        return run;
    }

    /** What a run leaves that was killed before its first step may be there: the next one begins over it. */
    private void requireNothingForeign() {
        if (!Files.isDirectory(path)) {
            return;
        }
        Set<Path> own = Set.of(metrics(), events(), log(), checkpoints(), crops(), path.resolve(FolderLock.FILE));
        try (Stream<Path> content = Files.list(path)) {
            Optional<Path> foreign = content.filter(file -> !own.contains(file)
                            && !file.getFileName().toString().matches(".+[.][0-9]+[.]tmp"))
                    .min(Comparator.naturalOrder());
            if (foreign.isPresent()) {
                throw new UserException(String.format(
                        Locale.ROOT,
                        "%s is not empty and contains no run (it contains %s): choose a new folder with --out",
                        path,
                        foreign.get().getFileName()));
            }
        } catch (IOException e) {
            throw new UserException(
                    String.format(Locale.ROOT, "the folder %s cannot be listed: %s", path, e.getMessage()), e);
        }
    }

    /**
     * The folder of a run that was started before.
     *
     * @throws UserException if there is none
     */
    public static RunDirectory open(Path path) {
        RunDirectory run = new RunDirectory(path);
        if (!run.isRun()) {
            throw new UserException(
                    String.format(Locale.ROOT, "%s contains no run to resume: omit --resume to start one", path));
        }
        return run;
    }

    private boolean isRun() {
        return Files.exists(recipe()) || Files.exists(encoder());
    }

    /** The effective recipe, complete. */
    public Path recipe() {
        return path.resolve("recipe.yaml");
    }

    /** One JSON document a line: means over some steps, and evaluations. */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** Event files for TensorBoard. */
    public Path events() {
        return path.resolve("tensorboard");
    }

    /** The checkpoints. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Decoded pictures, while the run goes. */
    public Path crops() {
        return path.resolve("pictures.crops");
    }

    /**
     * Removes decoded pictures, if there are any.
     *
     * @throws UserException if they cannot be removed
     */
    public void removeCrops() {
        try {
            Files.deleteIfExists(crops());
        } catch (IOException e) {
            throw new UserException(
                    String.format(
                            Locale.ROOT,
                            "%s cannot be removed: %s. The run is finished and no longer needs it",
                            crops(),
                            e.getMessage()),
                    e);
        }
    }

    /** The best encoder so far. */
    public Path encoder() {
        return path.resolve("encoder.onnx");
    }

    /** What the encoder was made from. */
    public Path provenance() {
        return path.resolve("provenance.json");
    }

    /** Pictures whose labels are in doubt, by the latest look at the training set. */
    public Path doubtfulLabels() {
        return path.resolve("doubtful-labels.json");
    }

    /** The page that shows how it went. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** What happened, in lines for people. */
    public Path log() {
        return path.resolve("train.log");
    }
}
