package org.likeness.app.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.file.Sha256;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.ModelStore;
import org.likeness.model.catalog.ModelTask;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.importing.NetworkMetadata;

/**
 * A detector or landmark network on the command line: the name of a published model, or a file. A file is accepted if its hash is in the
 * catalog, or if it was imported by {@code models import}.
 */
final class NetworkArgument {
    private NetworkArgument() {}

    /**
     * The file that is meant.
     *
     * @param model a file's name, or one of the catalog's
     * @param task  what it is to do
     * @throws LikenessException if it is neither, was not downloaded, has another task, or is a file that is neither in the catalog nor imported
     */
    static Path file(String model, ModelTask task, ModelStore store) {
        Path file = Path.of(model);
        if (Files.exists(file)) {
            requireKnown(file, task);
            return file;
        }
        if (Catalog.standard().find(model).isEmpty()) {
            throw LikenessException.notFound(String.format(
                    Locale.ROOT, "%s: neither a file nor a published model; see likeness models list", model));
        }
        return ImportSource.of(model, task, store).file();
    }

    private static void requireKnown(Path file, ModelTask task) {
        byte[] bytes = GraphReader.bytes(file);
        String sha256 = Sha256.of(bytes);
        Optional<ModelTask> found = Catalog.standard()
                .listing(sha256)
                .map(listing -> listing.file().task())
                .or(() -> NetworkMetadata.of(file.toString(), bytes).map(NetworkMetadata::task));
        if (found.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s (sha256 %s) is not in the catalog: if you trust it, import it with likeness models import %s --task %s --out NEW.onnx",
                    file,
                    sha256,
                    file,
                    EnumWord.of(task)));
        }
        if (!GraphReader.read(file, bytes).dataFiles().isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has tensors in another file, which its hash does not include: import it with likeness models import %s --task %s --out NEW.onnx",
                    file,
                    file,
                    EnumWord.of(task)));
        }
        if (found.get() != task) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s is not a %s: its task is %s",
                    file,
                    ImportSource.word(task),
                    EnumWord.of(found.get())));
        }
    }
}
