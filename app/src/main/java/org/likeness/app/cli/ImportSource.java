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

/**
 * A file to be imported, and what the catalog says of it.
 *
 * @param file    where it lies
 * @param profile that fits it, where the catalog names one
 * @param licence as its publisher states it; empty if that is not known
 * @param origin  whose it is; empty if that is not known
 */
record ImportSource(Path file, Optional<String> profile, String licence, String origin) {
    /**
     * A file, or the encoder of a published model that was fetched before.
     *
     * @param model a file's name, or one of the catalog's
     * @throws UserException if it is a name of the catalog's whose encoder is not there, was changed, or is no ONNX file
     */
    static ImportSource of(String model, ModelStore store) {
        Path file = Path.of(model);
        Optional<CatalogEntry> entry = Files.exists(file)
                ? Optional.empty()
                : Catalog.standard().entries().stream()
                        .filter(known -> known.name().equals(model))
                        .findFirst();
        return entry.map(known -> published(known, store))
                .orElseGet(() -> new ImportSource(file, Optional.empty(), "", ""));
    }

    private static ImportSource published(CatalogEntry entry, ModelStore store) {
        PublishedFile encoder = entry.files().stream()
                .filter(file -> file.task() == ModelTask.ENCODER)
                .findFirst()
                .orElseThrow(() -> new UserException("%s has no encoder: it is %s; give its file to --detector"
                        .formatted(entry.name(), entry.summary())));
        if (!encoder.name().endsWith(".onnx")) {
            throw new UserException(
                    "%s of %s is no ONNX file: it cannot be imported yet".formatted(encoder.name(), entry.name()));
        }
        Path file = store.find(entry, encoder)
                .orElseThrow(() -> new UserException(
                        "%s was not fetched yet: likeness models pull %s".formatted(entry.name(), entry.name())));
        return new ImportSource(file, encoder.profile(), entry.licence(), entry.name() + ": " + entry.summary());
    }
}
