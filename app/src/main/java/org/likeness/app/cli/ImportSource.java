package org.likeness.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.likeness.core.UserException;
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
 * A file to be imported, and what the catalog says of it.
 *
 * @param file    where it lies
 * @param profile that fits it, where the catalog names one
 * @param licence as its publisher states it; empty if that is not known
 * @param origin  whose it is; empty if that is not known
 */
record ImportSource(Path file, Optional<String> profile, String licence, String origin) {
    private static final String DLIB =
            ImportProfile.DLIB_150.key(); // the only network that is known by its weights' names

    /**
     * A file, or the encoder of a published model that was fetched before.
     *
     * @param model a file's name, or one of the catalog's
     * @throws UserException if it is a name of the catalog's whose encoder is not there or was changed
     */
    static ImportSource of(String model, ModelStore store) {
        Path file = Path.of(model);
        Optional<CatalogEntry> entry = Files.exists(file)
                ? Optional.empty()
                : Catalog.standard().entries().stream()
                        .filter(known -> known.name().equals(model))
                        .findFirst();
        return entry.map(known -> published(known, store))
                .orElseGet(
                        () -> new ImportSource(file, isManifest(file) ? Optional.of(DLIB) : Optional.empty(), "", ""));
    }

    /**
     * The encoder that the file makes.
     *
     * @throws UserException if it is broken, or has not the form of an encoder
     */
    ImportedEncoder read(ImportSettings settings) {
        if (!isManifest(file)) {
            return EncoderImport.read(file, settings);
        }
        WeightsManifest.Contents contents = WeightsManifest.read(file);
        String name = file.toString();
        return EncoderImport.of(name, DlibResnet.graph(name, contents.tensors()), contents.hashes(), settings);
    }

    private static boolean isManifest(Path file) {
        return file.toString().endsWith(".json");
    }

    private static ImportSource published(CatalogEntry entry, ModelStore store) {
        PublishedFile encoder = entry.files().stream()
                .filter(file -> file.task() == ModelTask.ENCODER)
                .findFirst()
                .orElseThrow(() -> new UserException("%s has no encoder: it is %s; give its file to --detector"
                        .formatted(entry.name(), entry.summary())));
        Path weights = fetched(entry, encoder, store);
        Path file = entry.files().stream()
                .filter(described -> described.task() == ModelTask.DESCRIPTION)
                .findFirst()
                .map(description -> fetched(entry, description, store))
                .orElse(weights);
        return new ImportSource(file, encoder.profile(), entry.licence(), entry.name() + ": " + entry.summary());
    }

    private static Path fetched(CatalogEntry entry, PublishedFile file, ModelStore store) {
        return store.find(entry, file)
                .orElseThrow(() -> new UserException(
                        "%s was not fetched yet: likeness models pull %s".formatted(entry.name(), entry.name())));
    }
}
