package org.likeness.spark.inspect;

import java.nio.file.Path;
import java.util.Locale;
import org.likeness.spark.part.JobFolder;

/** The folder of an inspection: {@code docs/formats/cluster.md}. */
final class InspectionFolder {
    private InspectionFolder() {}

    /**
     * What all parts have in common.
     *
     * @param version of the format
     * @param set     the path of the set
     * @param parts   number of them
     */
    record Settings(int version, String set, int parts) implements JobFolder.Settings {
        static final int VERSION = 1;

        @Override
        public String text() {
            return String.format(Locale.ROOT, "the inspection of %s in %,d parts", set, parts);
        }
    }

    static JobFolder<Settings, InspectedPart> of(Path folder) {
        return new JobFolder<>(
                folder, JobFolder.Kind.INSPECTION, Settings.VERSION, Settings.class, InspectedPart.class);
    }
}
