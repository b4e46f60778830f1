package org.likeness.model.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A published model.
 *
 * @param name         what it is called on the command line
 * @param summary      what it is
 * @param license      as its publisher states it
 * @param trainingData what is known of the data it was trained on
 * @param claims       figures, and who claims them
 * @param files        one or more
 */
public record CatalogEntry(
        String name,
        String summary,
        String license,
        String trainingData,
        List<Claim> claims,
        List<PublishedFile> files) {
    /**
     * A figure that somebody states; nothing that Likeness measured.
     *
     * @param figure what is claimed
     * @param by     who claims it
     */
    public record Claim(String figure, String by) {}

    public CatalogEntry {
        claims = List.copyOf(claims);
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "catalog entry %s has no file", name));
        }
        long names = files.stream().map(PublishedFile::name).distinct().count();
        if (names < files.size()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "catalog entry %s names a file twice", name));
        }
    }

    /** The first file with that task. */
    public Optional<PublishedFile> file(ModelTask task) {
        return files.stream().filter(file -> file.task() == task).findFirst();
    }
}
