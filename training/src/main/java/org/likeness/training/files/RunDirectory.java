package org.likeness.training.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
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
     * @throws LikenessException if there is a run in it, or anything else, or if it cannot be made
     */
    public static RunDirectory create(Path path) {
        RunDirectory run = free(path);
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new LikenessException(
                    LikenessException.Kind.UNAVAILABLE,
                    String.format(Locale.ROOT, "the folder %s cannot be made: %s", path, e.getMessage()),
                    e,
                    new Remedy(Remedy.Action.OTHER_RUN_FOLDER));
        }
        return run;
    }

    /**
     * A folder for a new run, which is not made.
     *
     * @throws LikenessException if there is a run in it, or anything else
     */
    public static RunDirectory free(Path path) {
        RunDirectory run = new RunDirectory(path);
        if (isRun(path)) {
            throw new LikenessException(
                    LikenessException.Kind.CONFLICT,
                    String.format(Locale.ROOT, "%s contains a run", path),
                    new Remedy(Remedy.Action.RESUME_OR_OTHER_FOLDER));
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
                throw new LikenessException(
                        LikenessException.Kind.CONFLICT,
                        String.format(
                                Locale.ROOT,
                                "%s is not empty and contains no run (it contains %s)",
                                path,
                                foreign.get().getFileName()),
                        new Remedy(Remedy.Action.OTHER_RUN_FOLDER));
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "the folder %s cannot be listed: %s", path, e.getMessage()), e);
        }
    }

    /**
     * The folder of a run that was started before.
     *
     * @throws LikenessException if there is none
     */
    public static RunDirectory open(Path path) {
        RunDirectory run = new RunDirectory(path);
        if (!isRun(path)) {
            throw new LikenessException(
                    LikenessException.Kind.NOT_FOUND,
                    String.format(Locale.ROOT, "%s contains no run to resume", path),
                    new Remedy(Remedy.Action.START_A_RUN));
        }
        return run;
    }

    /** Whether a run was begun in a folder. */
    public static boolean isRun(Path path) {
        RunDirectory run = new RunDirectory(path);
        return Files.exists(run.recipe()) || Files.exists(run.encoder());
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
     * @throws LikenessException if they cannot be removed
     */
    public void removeCrops() {
        try {
            Files.deleteIfExists(crops());
        } catch (IOException e) {
            throw LikenessException.unavailable(
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
