package org.likeness.recognition;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.likeness.core.UserException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.file.AtomicFile;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes embeddings to a file in the format that its name asks for: {@code docs/formats/embeddings.md}. */
public final class EmbeddingsFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One picture's line.
     *
     * @param picture   its name
     * @param embedding where it lies
     */
    public record Row(String picture, Embedding embedding) {}

    private enum Format {
        JSON_LINES,
        CSV
    }

    private final Path file;
    private final Format format;

    private EmbeddingsFile(Path file, Format format) {
        this.file = file;
        this.format = format;
    }

    /**
     * The file of that name, not yet written.
     *
     * @throws UserException if its name ends neither in .jsonl nor in .csv
     */
    public static EmbeddingsFile at(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl")) {
            return new EmbeddingsFile(file, Format.JSON_LINES);
        }
        if (name.endsWith(".csv")) {
            return new EmbeddingsFile(file, Format.CSV);
        }
        throw new UserException(
                "%s: embeddings are written as .jsonl or .csv; give the file such a name".formatted(file));
    }

    /**
     * Writes all rows, as a whole or not at all.
     *
     * @throws UserException if the file cannot be written
     */
    public void write(List<Row> rows) {
        AtomicFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            for (Row row : rows) {
                switch (format) {
                    case JSON_LINES -> writer.write(json(row));
                    case CSV -> csv(row, writer);
                }
                writer.write('\n');
            }
            writer.flush();
        });
    }

    private static String json(Row row) {
        ObjectNode document = JSON.createObjectNode();
        document.put("picture", row.picture());
        document.put("encoder", row.embedding().space().sha256());
        ArrayNode values = document.putArray("embedding");
        for (float value : row.embedding().values()) {
            values.add(value);
        }
        return JSON.writeValueAsString(document);
    }

    private static void csv(Row row, Writer writer) throws IOException {
        writer.write('"' + row.picture().replace("\"", "\"\"") + "\","
                + row.embedding().space());
        for (float value : row.embedding().values()) {
            writer.write("," + value);
        }
    }
}
