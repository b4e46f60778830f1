package org.likeness.export;

import com.jerolba.carpet.CarpetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.FaceMeasure;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.Separator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes embeddings to a file in the format of its extension: {@code docs/formats/embeddings.md}. */
public final class EmbeddingsFile {
    private static final String VERSION = "likeness.embeddings";
    private static final String NUMBERS = "1";
    private static final String BYTES = "2";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One line: a picture, or one of its faces.
     *
     * @param picture   its name
     * @param face      which face; a file either has all rows with one or none, and then no columns for them
     * @param embedding where it lies
     */
    public record Row(String picture, Optional<Acquired> face, Embedding embedding) {
        /** A picture's line. */
        public Row(String picture, Embedding embedding) {
            this(picture, Optional.empty(), embedding);
        }
    }

    private enum Format {
        PARQUET,
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
     * @throws LikenessException if its name ends neither in .parquet nor in .jsonl nor in .csv
     */
    public static EmbeddingsFile at(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return new EmbeddingsFile(file, Format.PARQUET);
        }
        if (name.endsWith(".jsonl")) {
            return new EmbeddingsFile(file, Format.JSON_LINES);
        }
        if (name.endsWith(".csv")) {
            return new EmbeddingsFile(file, Format.CSV);
        }
        throw LikenessException.invalid(String.format(
                Locale.ROOT,
                "%s: embeddings are written as .parquet, .jsonl or .csv; give the file such a name",
                file));
    }

    /**
     * Writes all rows, as a whole or not at all.
     *
     * @param rows at least one, all of one encoder, and all with a face or all without
     * @throws LikenessException if the file cannot be written
     */
    public void write(List<Row> rows) {
        AtomicFile.write(file, out -> {
            switch (format) {
                case PARQUET -> parquet(rows, out);
                case JSON_LINES -> jsonLines(rows, out);
                case CSV -> csv(rows, out);
            }
        });
    }

    /**
     * Writes all rows in a byte for each number, as a whole or not at all.
     *
     * @param rows at least one, all of one encoder, and all with a face or all without
     * @throws LikenessException if the file cannot be written, or its format has no bytes
     */
    public void writeBytes(List<Row> rows) {
        requireBytes();
        AtomicFile.write(file, out -> {
            if (hasFaces(rows)) {
                parquet(rows, out, ParquetRows.FaceByteColumns.class, BYTES, ParquetRows::faceBytes);
            } else {
                parquet(rows, out, ParquetRows.ByteColumns.class, BYTES, ParquetRows::bytes);
            }
        });
    }

    private static boolean hasFaces(List<Row> rows) {
        return rows.get(0).face().isPresent();
    }

    /** @throws LikenessException if the file's format has no bytes */
    public void requireBytes() {
        if (format != Format.PARQUET) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%s: bytes are written as .parquet only; give the file such a name", file));
        }
    }

    private static void parquet(List<Row> rows, OutputStream out) throws IOException {
        if (hasFaces(rows)) {
            parquet(rows, out, ParquetRows.FaceColumns.class, NUMBERS, ParquetRows::faceNumbers);
        } else {
            parquet(rows, out, ParquetRows.Columns.class, NUMBERS, ParquetRows::numbers);
        }
    }

    private static <R> void parquet(
            List<Row> rows, OutputStream out, Class<R> columns, String version, Function<Row, R> line)
            throws IOException {
        try (CarpetWriter<R> writer = ParquetOutput.writer(out, columns, VERSION, version)) {
            for (Row row : rows) {
                writer.write(line.apply(row));
            }
        }
    }

    private static void jsonLines(List<Row> rows, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        for (Row row : rows) {
            ObjectNode document = JSON.createObjectNode();
            document.put("picture", row.picture());
            row.face().ifPresent(face -> {
                for (FaceMeasure measure : FaceMeasure.values()) {
                    document.put(measure.column(), measure.of(face));
                }
            });
            document.put("encoder", row.embedding().space().sha256());
            ArrayNode values = document.putArray("embedding");
            for (float value : row.embedding().values()) {
                values.add(value);
            }
            writer.write(JSON.writeValueAsString(document));
            writer.write('\n');
        }
        writer.flush();
    }

    private static void csv(List<Row> rows, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write("picture,");
        if (hasFaces(rows)) {
            writer.write(FaceMeasure.columns() + ",");
        }
        writer.write("encoder");
        for (int i = 0; i < rows.get(0).embedding().values().length; i++) {
            writer.write(",e" + i);
        }
        writer.write('\n');
        for (Row row : rows) {
            writer.write(Separator.inQuotes(row.picture()) + ",");
            if (row.face().isPresent()) {
                writer.write(FaceMeasure.texts(row.face().get()) + ",");
            }
            writer.write(row.embedding().space().toString());
            for (float value : row.embedding().values()) {
                writer.write("," + value);
            }
            writer.write('\n');
        }
        writer.flush();
    }
}
