package org.likeness.export;

import com.jerolba.carpet.CarpetWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.AtomicFile;

/** Embeddings of pictures whose people are known, in a Parquet file: {@code docs/formats/embeddings.md}. */
public final class PeopleEmbeddingsFile {
    private static final String VERSION = "likeness.embeddings";
    private static final String PEOPLE = "3";

    private PeopleEmbeddingsFile() {}

    /**
     * A picture.
     *
     * @param picture   its name
     * @param person    who is in it
     * @param embedding where it lies
     */
    public record Row(String picture, String person, Embedding embedding) {}

    /**
     * Writes all rows, as a whole or not at all.
     *
     * @param rows of one encoder
     * @throws LikenessException if the file cannot be written
     */
    public static void write(Path file, List<Row> rows) {
        AtomicFile.write(file, out -> {
            try (CarpetWriter<ParquetRows.PersonColumns> writer =
                    ParquetOutput.writer(out, ParquetRows.PersonColumns.class, VERSION, PEOPLE)) {
                for (Row row : rows) {
                    writer.write(new ParquetRows.PersonColumns(
                            row.picture(),
                            row.person(),
                            row.embedding().space().sha256(),
                            ParquetRows.values(row.embedding())));
                }
            }
        });
    }

    /**
     * Reads all rows.
     *
     * @throws LikenessException if the file is missing, or not such a file, or damaged
     */
    public static List<Row> read(Path file) {
        if (!Files.isReadable(file)) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "%s is missing or cannot be read: embed the set again", file));
        }
        return ParquetInput.rows(
                file, ParquetRows.PersonColumns.class, PeopleEmbeddingsFile::row, "embed the set again");
    }

    private static Row row(ParquetRows.PersonColumns columns) {
        float[] values = new float[columns.embedding().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.embedding().get(i);
        }
        return new Row(columns.picture(), columns.person(), new Embedding(new EncoderId(columns.encoder()), values));
    }
}
