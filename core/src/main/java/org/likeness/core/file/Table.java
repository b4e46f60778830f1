package org.likeness.core.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;

/**
 * A text file as rows of fields: lists and tables that users give, and that benchmarks publish. Blank lines are passed over. What a row's
 * fields mean belongs to each format's reader.
 *
 * @param file where it was read
 * @param rows in the file's order
 */
public record Table(Path file, List<Row> rows) {
    public Table {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file.
     *
     * @param kind what the file is, for messages, such as {@code pair file}
     * @throws LikenessException if it cannot be read or is not text ({@link TextFile})
     */
    public static Table read(Path file, String kind) {
        List<String> lines = TextFile.lines(file, kind);
        return new Table(
                file,
                IntStream.range(0, lines.size())
                        .filter(line -> !lines.get(line).isBlank())
                        .mapToObj(line -> new Row(file, line + 1, lines.get(line)))
                        .toList());
    }

    /** The first row; one without text if there is none. */
    public Row head() {
        return rows.isEmpty() ? new Row(file, 1, "") : rows.get(0);
    }

    /** The rows after the first one. */
    public List<Row> body() {
        return rows.isEmpty() ? rows : rows.subList(1, rows.size());
    }

    /** Where another row would stand; without text. */
    public Row end() {
        return new Row(file, rows.isEmpty() ? 1 : rows.get(rows.size() - 1).line() + 1, "");
    }

    /**
     * A line that is not blank.
     *
     * @param file in which it stands
     * @param line its number, from 1
     * @param text as it stands
     */
    public record Row(Path file, int line, String text) {
        /** The fields, by the separator that the line seems to have ({@link Separator#of}). */
        public List<String> fields() {
            return fields(Separator.of(text));
        }

        /** The fields by a separator. */
        public List<String> fields(Separator separator) {
            return separator.split(text);
        }

        /**
         * A whole number in one of the fields.
         *
         * @throws LikenessException if it is none
         */
        public int whole(String field) {
            try {
                return Integer.parseInt(field.strip());
            } catch (NumberFormatException e) {
                throw refused(String.format(Locale.ROOT, "\"%s\" is not a number", field));
            }
        }

        /**
         * A whole number of 1 or more in one of the fields.
         *
         * @throws LikenessException if it is none
         */
        public int positive(String field) {
            int number = whole(field);
            if (number < 1) {
                throw refused(String.format(Locale.ROOT, "\"%s\": a number of 1 or more is expected", field));
            }
            return number;
        }

        /** Why the file is refused, with the line. */
        public LikenessException refused(String reason) {
            return LikenessException.invalid(String.format(Locale.ROOT, "%s, line %d: %s", file, line, reason));
        }
    }
}
