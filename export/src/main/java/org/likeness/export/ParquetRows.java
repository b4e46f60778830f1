package org.likeness.export;

import static org.likeness.core.acquisition.FaceMeasure.EYE_DISTANCE;
import static org.likeness.core.acquisition.FaceMeasure.HEIGHT;
import static org.likeness.core.acquisition.FaceMeasure.LEFT;
import static org.likeness.core.acquisition.FaceMeasure.PITCH;
import static org.likeness.core.acquisition.FaceMeasure.ROLL;
import static org.likeness.core.acquisition.FaceMeasure.SCORE;
import static org.likeness.core.acquisition.FaceMeasure.SHARPNESS;
import static org.likeness.core.acquisition.FaceMeasure.TOP;
import static org.likeness.core.acquisition.FaceMeasure.WIDTH;
import static org.likeness.core.acquisition.FaceMeasure.YAW;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.FaceMeasure;
import org.likeness.core.embedding.ByteEmbedding;
import org.likeness.core.embedding.Embedding;

/** The rows of Parquet files, whose columns are the components of these records: {@code docs/formats/embeddings.md}. */
final class ParquetRows {
    private ParquetRows() {}

    /**
     * The columns of a Parquet file.
     *
     * @param picture   its name
     * @param encoder   the space, 64 hexadecimal digits
     * @param embedding [D]
     */
    record Columns(String picture, String encoder, List<Float> embedding) {}

    /**
     * The columns of a Parquet file of people.
     *
     * @param picture   its name
     * @param person    who is in it
     * @param encoder   the space, 64 hexadecimal digits
     * @param embedding [D]
     */
    record PersonColumns(String picture, String person, String encoder, List<Float> embedding) {}

    /**
     * The columns of a Parquet file of bytes.
     *
     * @param picture   its name
     * @param encoder   the space, 64 hexadecimal digits
     * @param scale     what a step stands for
     * @param embedding [D], a byte for each number
     */
    record ByteColumns(String picture, String encoder, float scale, Binary embedding) {}

    /** Columns of a face ({@link FaceMeasure}), which follow those of the picture. */
    record FaceColumns(
            String picture,
            double left,
            double top,
            double width,
            double height,
            double score,
            double eyeDistance,
            double sharpness,
            double yaw,
            double pitch,
            double roll,
            String encoder,
            List<Float> embedding) {}

    /** The same for bytes. */
    record FaceByteColumns(
            String picture,
            double left,
            double top,
            double width,
            double height,
            double score,
            double eyeDistance,
            double sharpness,
            double yaw,
            double pitch,
            double roll,
            String encoder,
            float scale,
            Binary embedding) {}

    static Columns numbers(EmbeddingsFile.Row row) {
        return new Columns(row.picture(), row.embedding().space().sha256(), values(row));
    }

    private static List<Float> values(EmbeddingsFile.Row row) {
        return values(row.embedding());
    }

    static List<Float> values(Embedding embedding) {
        List<Float> values = new ArrayList<>();
        for (float value : embedding.values()) {
            values.add(value);
        }
        return values;
    }

    static FaceColumns faceNumbers(EmbeddingsFile.Row row) {
        Acquired face = row.face().orElseThrow();
        return new FaceColumns(
                row.picture(),
                LEFT.of(face),
                TOP.of(face),
                WIDTH.of(face),
                HEIGHT.of(face),
                SCORE.of(face),
                EYE_DISTANCE.of(face),
                SHARPNESS.of(face),
                YAW.of(face),
                PITCH.of(face),
                ROLL.of(face),
                row.embedding().space().sha256(),
                values(row));
    }

    static ByteColumns bytes(EmbeddingsFile.Row row) {
        ByteEmbedding rounded = ByteEmbedding.of(row.embedding());
        return new ByteColumns(
                row.picture(),
                rounded.space().sha256(),
                rounded.scale(),
                Binary.fromConstantByteArray(rounded.values()));
    }

    static FaceByteColumns faceBytes(EmbeddingsFile.Row row) {
        Acquired face = row.face().orElseThrow();
        ByteColumns bytes = bytes(row);
        return new FaceByteColumns(
                row.picture(),
                LEFT.of(face),
                TOP.of(face),
                WIDTH.of(face),
                HEIGHT.of(face),
                SCORE.of(face),
                EYE_DISTANCE.of(face),
                SHARPNESS.of(face),
                YAW.of(face),
                PITCH.of(face),
                ROLL.of(face),
                bytes.encoder(),
                bytes.scale(),
                bytes.embedding());
    }
}
