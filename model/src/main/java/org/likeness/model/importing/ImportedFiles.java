package org.likeness.model.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.likeness.core.file.Sha256;

/** The files that a model was imported from, as provenance: names and hashes. */
public final class ImportedFiles {
    private ImportedFiles() {}

    /**
     * The entries {@code importedFrom} and {@code importedSha256}.
     *
     * @param file      the model
     * @param bytes     of the model's file
     * @param dataFiles those beside it that hold some of its tensors
     */
    public static Map<String, String> of(Path file, byte[] bytes, List<Path> dataFiles) {
        List<String> names = new ArrayList<>(List.of(name(file)));
        List<String> hashes = new ArrayList<>(List.of(Sha256.of(bytes)));
        for (Path data : dataFiles) {
            names.add(name(data));
            hashes.add(Sha256.of(data));
        }
        return Map.of("importedFrom", String.join(", ", names), "importedSha256", String.join(", ", hashes));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
