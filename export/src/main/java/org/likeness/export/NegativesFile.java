package org.likeness.export;

import com.jerolba.carpet.CarpetWriter;
import java.nio.file.Path;
import java.util.List;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;

/** The hardest negatives of pictures, in a Parquet file: {@code docs/formats/cluster.md}. */
public final class NegativesFile {
    private static final String VERSION = "likeness.negatives";
    private static final String ONE = "1";

    private NegativesFile() {}

    /**
     * A negative of a picture.
     *
     * @param picture        its name
     * @param person         who is in it
     * @param rank           1 for the nearest
     * @param negative       the name of the picture of somebody else
     * @param negativePerson who is in that one
     * @param distance       of the two, squared
     */
    public record Row(
            String picture, String person, int rank, String negative, String negativePerson, float distance) {}

    /**
     * Writes all rows, as a whole or not at all.
     *
     * @throws LikenessException if the file cannot be written
     */
    public static void write(Path file, List<Row> rows) {
        AtomicFile.write(file, out -> {
            try (CarpetWriter<Row> writer = ParquetOutput.writer(out, Row.class, VERSION, ONE)) {
                for (Row row : rows) {
                    writer.write(row);
                }
            }
        });
    }

    /**
     * Reads all rows.
     *
     * @throws LikenessException if the file is not such a file, or damaged
     */
    public static List<Row> read(Path file) {
        return ParquetInput.rows(file, Row.class, row -> row, "mine the set again");
    }
}
