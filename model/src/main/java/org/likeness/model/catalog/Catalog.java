package org.likeness.model.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.likeness.core.LikenessException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The known published models: names, licenses, hashes and sources, without weights. */
public final class Catalog {
    private static final String RESOURCE = "catalog.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final List<CatalogEntry> entries;

    private Catalog(List<CatalogEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The catalog that comes with Likeness. */
    public static Catalog standard() {
        try (InputStream resource = Catalog.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(String.format(Locale.ROOT, "%s is not on the class path", RESOURCE));
            }
            return new Catalog(JSON.readValue(resource, new TypeReference<List<CatalogEntry>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All entries, in the order in which they are listed. */
    public List<CatalogEntry> entries() {
        return entries;
    }

    /** The entry of that name, if there is one. */
    public Optional<CatalogEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /**
     * The entry of that name.
     *
     * @throws LikenessException if there is none; the message lists those there are
     */
    public CatalogEntry entry(String name) {
        return find(name)
                .orElseThrow(() -> LikenessException.notFound(String.format(
                        Locale.ROOT,
                        "no published model \"%s\": known are %s",
                        name,
                        entries.stream().map(CatalogEntry::name).collect(Collectors.joining(", ")))));
    }

    /**
     * The published file with that hash.
     *
     * @param sha256 64 lower-case hexadecimal digits
     */
    public Optional<Listing> listing(String sha256) {
        return entries.stream()
                .flatMap(entry -> entry.files().stream().map(file -> new Listing(entry, file)))
                .filter(listing -> listing.file().sha256().equals(sha256))
                .findFirst();
    }

    /**
     * A file, and the entry that it belongs to.
     *
     * @param entry the model
     * @param file  one of its files
     */
    public record Listing(CatalogEntry entry, PublishedFile file) {}
}
