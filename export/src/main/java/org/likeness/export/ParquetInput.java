package org.likeness.export;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;

/** Reads Parquet files whole. */
final class ParquetInput {
    private ParquetInput() {}

    /**
     * All rows of a file.
     *
     * @param columns the record whose components are the columns
     * @param row     of the columns
     * @param again   how the file is made again, such as "embed the set again"
     * @throws LikenessException if the file is not such a file, or damaged
     */
    static <C, R> List<R> rows(Path file, Class<C> columns, Function<C, R> row, String again) {
        List<R> rows = new ArrayList<>();
        try (CloseableIterator<C> read = new CarpetReader<>(file.toFile(), columns)
                .withFailOnNullForPrimitives(true)
                .iterator()) {
            while (read.hasNext()) {
                rows.add(row.apply(read.next()));
            }
            return rows;
        } catch (RuntimeException | IOException e) { // what Parquet throws for bytes that are none
            throw LikenessException.corrupt(
                    String.format(
                            Locale.ROOT,
                            "%s, after row %,d: %s. Remove it and %s",
                            file,
                            rows.size(),
                            Printable.firstLine(e),
                            again),
                    e);
        }
    }
}
