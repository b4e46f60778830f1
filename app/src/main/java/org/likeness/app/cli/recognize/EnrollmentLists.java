package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.file.Separator;
import org.likeness.core.file.Table;
import org.likeness.core.image.Box;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.PersonDetails;

/** Reads tables that say whose faces are on which pictures. */
final class EnrollmentLists {
    private EnrollmentLists() {}

    /**
     * A picture, and who is on it.
     *
     * @param person  who, with the details of a new person
     * @param picture as the table has it
     * @param box     of the face that is meant; empty if the picture has one face
     */
    record Entry(PersonDetails person, Path picture, Optional<Box> box) {}

    /** The columns of a table by name. */
    private record Columns(Table table, Separator separator, List<String> names) {
        static Columns of(Path file, String kind) {
            Table table = Table.read(file, kind);
            Separator separator = Separator.of(table.head().text());
            return new Columns(
                    table, separator, separator.split(table.head().text().replace("\uFEFF", "")));
        }

        String required(Table.Row row, String name) {
            return optional(row, name).orElseThrow(() -> row.refused("the column " + name + " is missing or empty"));
        }

        Optional<String> optional(Table.Row row, String name) {
            List<String> fields = row.fields(separator);
            int column = names.indexOf(name);
            return column < 0 || column >= fields.size()
                    ? Optional.empty()
                    : Optional.of(fields.get(column).strip()).filter(field -> !field.isEmpty());
        }

        @Nullable
        Double number(Table.Row row, String name) {
            Optional<String> field = optional(row, name);
            try {
                return field.map(Double::valueOf).orElse(null);
            } catch (NumberFormatException e) {
                throw row.refused(String.format(Locale.ROOT, "%s \"%s\" is not a number", name, field.orElse("")));
            }
        }
    }

    /**
     * A table with the columns picture and name, and optionally external_id and metadata. Pictures are relative to the table's folder.
     *
     * @throws LikenessException if a line has no picture or name, or metadata that are no JSON object
     */
    static List<Entry> people(Path file) {
        Columns columns = Columns.of(file, "list of people");
        List<Entry> entries = new ArrayList<>();
        for (Table.Row row : columns.table().body()) {
            String name = columns.required(row, "name");
            Path picture = file.toAbsolutePath().resolveSibling(columns.required(row, "picture"));
            entries.add(new Entry(details(columns, row, name), picture, Optional.empty()));
        }
        return entries;
    }

    /** @throws LikenessException with the line, if name, external id or metadata are none */
    private static PersonDetails details(Columns columns, Table.Row row, String name) {
        Optional<String> externalId = columns.optional(row, "external_id");
        Optional<String> metadata = columns.optional(row, "metadata");
        try {
            return new PersonDetails(
                    name, externalId, metadata.map(Metadata::new).orElse(Metadata.NONE));
        } catch (LikenessException e) {
            throw row.refused(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A table of clusters in which names were filled in ({@code docs/formats/clusters.md}).
     *
     * @param space of the encoder in use, 64 hexadecimal digits
     * @throws LikenessException if a group has two names, no group has one, or the groups are of another encoder
     */
    static List<Entry> clusters(Path file, String space) {
        Columns columns = Columns.of(file, "table of clusters");
        Map<String, Table.Row> named = new TreeMap<>();
        for (Table.Row row : columns.table().body()) {
            String encoder = columns.required(row, "encoder");
            if (!encoder.equals(space)) {
                throw row.refused(String.format(
                        Locale.ROOT,
                        "its faces were grouped by encoder %.8s, this one is %.8s: use that encoder",
                        encoder,
                        space));
            }
            Optional<String> name = columns.optional(row, "name");
            if (name.isPresent()) {
                Table.Row before = named.putIfAbsent(columns.required(row, "cluster"), row);
                if (before != null && !columns.required(before, "name").equals(name.get())) {
                    throw row.refused(String.format(
                            Locale.ROOT,
                            "the group is named \"%s\", and \"%s\" in line %d: give one name",
                            name.get(),
                            columns.required(before, "name"),
                            before.line()));
                }
            }
        }
        if (named.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%s has no name: fill in the column name of the groups to enroll", file));
        }
        List<Entry> entries = new ArrayList<>();
        for (Table.Row row : columns.table().body()) {
            Table.Row name = named.get(columns.required(row, "cluster"));
            if (name != null) {
                entries.add(new Entry(
                        details(columns, name, columns.required(name, "name")),
                        Path.of(columns.required(row, "picture")),
                        box(columns, row)));
            }
        }
        return entries;
    }

    private static Optional<Box> box(Columns columns, Table.Row row) {
        Double left = columns.number(row, "left");
        Double top = columns.number(row, "top");
        Double width = columns.number(row, "width");
        Double height = columns.number(row, "height");
        return left == null || top == null || width == null || height == null
                ? Optional.empty()
                : Optional.of(new Box(left, top, width, height));
    }
}
