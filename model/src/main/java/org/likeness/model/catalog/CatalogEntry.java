package org.likeness.model.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A published model.
 *
 * @param name         name on the command line
 * @param summary      description
 * @param license      as stated by its publisher
 * @param trainingData what is known of its training data
 * @param claims       published figures and their authors
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
     * A published figure, not measured by Likeness.
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
