package org.likeness.export;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.TimeUnit;
import com.jerolba.carpet.io.OutputStreamOutputFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Opens Parquet files for writing. */
final class ParquetOutput {
    private ParquetOutput() {}

    /**
     * A writer of rows. Uncompressed: numbers of an embedding hardly shrink, and every reader can read it.
     *
     * @param columns the record whose components are the columns
     * @param key     of an entry of the file's metadata
     * @param value   of that entry
     */
    static <R> CarpetWriter<R> writer(OutputStream out, Class<R> columns, String key, String value) throws IOException {
        return new CarpetWriter.Builder<>(new OutputStreamOutputFile(open(out)), columns)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withDefaultTimeUnit(TimeUnit.MILLIS)
                .withExtraMetaData(key, value)
                .build();
    }

    /** The stream without its close: the opener still forces it to disk. */
    private static OutputStream open(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count); // the parent's own goes byte by byte
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
