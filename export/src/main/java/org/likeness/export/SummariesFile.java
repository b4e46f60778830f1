package org.likeness.export;

import com.jerolba.carpet.CarpetWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.dataset.PictureSummary;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.PictureHash;

/** What an inspection has seen of pictures, in a Parquet file: {@code docs/formats/cluster.md}. */
public final class SummariesFile {
    private static final String VERSION = "likeness.pictures";
    private static final String ONE = "1";

    private SummariesFile() {}

    /** The columns of the file; what was not seen is null. */
    private record Columns(
            String picture,
            String person,
            @Nullable String sha256,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Long bits,
            @Nullable Binary thumbnail,
            @Nullable String failure) {}

    /**
     * Writes all, as a whole or not at all.
     *
     * @throws LikenessException if the file cannot be written
     */
    public static void write(Path file, List<PictureSummary> pictures) {
        AtomicFile.write(file, out -> {
            try (CarpetWriter<Columns> writer = ParquetOutput.writer(out, Columns.class, VERSION, ONE)) {
                for (PictureSummary picture : pictures) {
                    writer.write(columns(picture));
                }
            }
        });
    }

    private static Columns columns(PictureSummary picture) {
        @Nullable
        String digest = picture.digest().map(HexFormat.of()::formatHex).orElse(null);
        PictureSummary.@Nullable Pixels pixels = picture.pixels().orElse(null);
        return pixels == null
                ? new Columns(
                        picture.member().picture(),
                        picture.member().identity(),
                        digest,
                        null,
                        null,
                        null,
                        null,
                        picture.failure())
                : new Columns(
                        picture.member().picture(),
                        picture.member().identity(),
                        digest,
                        pixels.width(),
                        pixels.height(),
                        pixels.hash().bits(),
                        Binary.fromConstantByteArray(pixels.hash().thumbnail()),
                        null);
    }

    /**
     * Reads all.
     *
     * @throws LikenessException if the file is not such a file, or damaged
     */
    public static List<PictureSummary> read(Path file) {
        return ParquetInput.rows(file, Columns.class, SummariesFile::summary, "inspect the set again");
    }

    private static PictureSummary summary(Columns row) {
        Optional<byte[]> digest = Optional.ofNullable(row.sha256()).map(HexFormat.of()::parseHex);
        Binary thumbnail = row.thumbnail();
        Optional<PictureSummary.Pixels> pixels =
                thumbnail == null || row.width() == null || row.height() == null || row.bits() == null
                        ? Optional.empty()
                        : Optional.of(new PictureSummary.Pixels(
                                row.width(), row.height(), new PictureHash(row.bits(), thumbnail.getBytes())));
        return new PictureSummary(
                new Member(row.person(), row.picture()),
                digest,
                pixels,
                Optional.ofNullable(row.failure()).orElse(""));
    }
}
