package org.likeness.app.cli.models;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.likeness.api.model.ModelDescription;
import org.likeness.app.cli.option.ImportSource;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;
import org.likeness.model.catalog.ModelTask;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.importing.ImportedFiles;
import org.likeness.model.importing.NetworkMetadata;
import org.likeness.recognition.detection.FaceDetectors;
import org.likeness.recognition.detection.LandmarkNetwork;

/** Imports a detector or a landmark network unchanged, with its license, origin and hash. */
final class NetworkImport {
    private NetworkImport() {}

    /**
     * Writes the file anew.
     *
     * @param source  the network
     * @param task    what it does: detector or landmarks
     * @param license as stated by its publisher
     * @param origin  whose it is
     * @return what {@code models inspect} says of the new file
     * @throws LikenessException if it is not such a network, or was taken in before
     */
    static ModelDescription run(ImportSource source, ModelTask task, String license, String origin, Path out) {
        Path file = source.file();
        byte[] bytes = GraphReader.bytes(file);
        if (NetworkMetadata.of(file.toString(), bytes).isPresent()) {
            throw LikenessException.conflict(
                    String.format(Locale.ROOT, "%s has been imported already: use it directly", file));
        }
        if (task == ModelTask.DETECTOR) {
            FaceDetectors.kindOf(file);
        } else {
            LandmarkNetwork.load(file, 1).close();
        }
        GraphReader.Contents contents = GraphReader.read(file, bytes);
        Map<String, String> files = ImportedFiles.of(file, bytes, contents.dataFiles());
        NetworkMetadata metadata = new NetworkMetadata(
                task,
                license,
                origin,
                files.getOrDefault("importedFrom", ""),
                files.getOrDefault("importedSha256", ""));
        // A file stays as it is, except that tensors beside it come into it.
        byte[] taken = metadata.appendTo(contents.dataFiles().isEmpty() ? bytes : GraphWriter.bytes(contents.graph()));
        AtomicFile.write(out, stream -> stream.write(taken));
        return ModelProperties.ofFile(out);
    }
}
