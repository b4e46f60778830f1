package org.likeness.spark.pairs;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.core.file.Sha256;
import org.likeness.spark.part.JobFolder;
import org.likeness.spark.part.SetPart;

/**
 * A part whose negatives have been found.
 *
 * @param part     of the embeddings
 * @param source   tells all parts of the set from later ones: the negatives come from all
 * @param recall   share of the true nearest negatives of a sample that was found; 1 if all pairs were compared
 * @param cells    that the set was divided into; 0 if all pairs were compared
 * @param searched cells of each face
 */
record MinedPart(SetPart part, String source, double recall, int cells, int searched)
        implements JobFolder.Report, Serializable {
    /**
     * What all parts have in common.
     *
     * @param version of the format
     * @param set     the folder of the embeddings
     * @param count   negatives of each face, at most
     * @param recall  share of the true ones that is wanted
     */
    record Settings(int version, String set, int count, double recall) implements JobFolder.Settings {
        static final int VERSION = 1;

        @Override
        public String text() {
            return String.format(
                    Locale.ROOT, "%,d negatives of each face of %s with a recall of %s", count, set, recall);
        }
    }

    static JobFolder<Settings, MinedPart> folder(Path folder) {
        return new JobFolder<>(folder, JobFolder.Kind.NEGATIVES, Settings.VERSION, Settings.class, MinedPart.class);
    }

    /** The part of a file of embeddings. */
    static SetPart part(String file) {
        String name = String.valueOf(Path.of(file).getFileName());
        return new SetPart(name.substring(0, name.lastIndexOf('.')), file, 0, 0, 0);
    }

    /** The parts of files of embeddings. */
    static List<SetPart> parts(List<String> files) {
        return files.stream().map(MinedPart::part).toList();
    }

    /** What tells all files of embeddings from later ones. */
    static String source(List<String> files) {
        MessageDigest digest = Sha256.digest();
        files.forEach(
                file -> digest.update((file + JobFolder.source(part(file)) + "\n").getBytes(StandardCharsets.UTF_8)));
        return Sha256.hex(digest);
    }

    /** @param plan none, if all pairs are compared */
    static MinedPart of(String file, String source, @Nullable CellPlan plan) {
        return plan == null
                ? new MinedPart(part(file), source, 1, 0, 0)
                : new MinedPart(part(file), source, plan.recall(), plan.cells().count(), plan.searched());
    }

    /** Another part that was searched in the same way. */
    MinedPart of(String file) {
        return new MinedPart(part(file), source, recall, cells, searched);
    }
}
