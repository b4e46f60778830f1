package org.likeness.model.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of a published model.
 *
 * @param name    file name
 * @param task    its task
 * @param bytes   its size, if the catalog knows it
 * @param sha256  of its contents: 64 lower-case hexadecimal digits
 * @param profile for an encoder: its import profile
 * @param sources its sources, in order of preference
 */
public record PublishedFile(
        String name,
        ModelTask task,
        Optional<Long> bytes,
        String sha256,
        Optional<String> profile,
        List<Source> sources) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*[A-Za-z0-9]");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public PublishedFile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "file name \"%s\": letters, digits, . _ and - are expected", name));
        }
        if (!SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s: sha256 \"%s\": 64 hexadecimal digits are expected", name, sha256));
        }
        if (bytes.isPresent() && bytes.get() < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s: a size of %d bytes", name, bytes.get()));
        }
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s has no source", name));
        }
    }
}
