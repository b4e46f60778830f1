package org.likeness.app.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.CatalogEntry;
import org.likeness.model.catalog.ModelStore;
import org.likeness.model.catalog.ModelTask;
import org.likeness.model.catalog.PublishedFile;
import org.likeness.model.importing.EncoderImport;
import org.likeness.model.importing.ImportProfile;
import org.likeness.model.importing.ImportSettings;
import org.likeness.model.importing.ImportedEncoder;
import org.likeness.model.importing.manifest.DlibResnet;
import org.likeness.model.importing.manifest.WeightsManifest;

/**
 * A file of another program, and its entry in the catalog.
 *
 * @param file    its path
 * @param profile its import profile, if the catalog names one
 * @param license as stated by its publisher; empty if unknown
 * @param origin  its author; empty if unknown
 */
public record ImportSource(Path file, Optional<String> profile, String license, String origin) {
    private static final String DLIB =
            ImportProfile.DLIB_150.key(); // the only network that is known by its weights' names

    /**
     * A file, or that of a published model which was fetched before.
     *
     * @param model a file's name, or one of the catalog's
     * @param task  what the published model's file is to do
     * @throws LikenessException if it is a name of the catalog's whose file is not there or was changed
     */
    public static ImportSource of(String model, ModelTask task, ModelStore store) {
        Path file = Path.of(model);
        Optional<CatalogEntry> entry =
                Files.exists(file) ? Optional.empty() : Catalog.standard().find(model);
        return entry.map(known -> published(known, task, store))
                .orElseGet(
                        () -> new ImportSource(file, isManifest(file) ? Optional.of(DLIB) : Optional.empty(), "", ""));
    }

    private static ImportSource published(CatalogEntry entry, ModelTask task, ModelStore store) {
        PublishedFile published = entry.file(task)
                .orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT, "%s has no %s: it is %s", entry.name(), word(task), entry.summary())));
        Path weights = store.fetched(entry, published);
        Path file = entry.file(ModelTask.DESCRIPTION)
                .map(description -> store.fetched(entry, description))
                .orElse(weights);
        return new ImportSource(file, published.profile(), entry.license(), entry.name() + ": " + entry.summary());
    }

    /** A task as a word. */
    public static String word(ModelTask task) {
        return task == ModelTask.LANDMARKS ? "landmark network" : EnumWord.of(task);
    }

    /**
     * The encoder that the file makes.
     *
     * @throws LikenessException if it is broken, or has not the form of an encoder
     */
    public ImportedEncoder read(ImportSettings settings) {
        if (!isManifest(file)) {
            return EncoderImport.read(file, settings);
        }
        WeightsManifest.Contents contents = WeightsManifest.read(file);
        String name = file.toString();
        return EncoderImport.of(name, DlibResnet.graph(name, contents.tensors()), contents.provenance(), settings);
    }

    private static boolean isManifest(Path file) {
        return file.toString().endsWith(".json");
    }
}
