package org.likeness.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.exchange.ExchangedQuality;

/**
 * A row of a gallery's Parquet file, whose columns are the components: {@code docs/formats/gallery-exchange.md}.
 *
 * @param metadata JSON
 * @param faces    in the order of enrollment
 */
record PersonRow(
        long id, String name, @Nullable String externalId, String metadata, Instant created, List<FaceRow> faces) {
    static PersonRow of(PersonCopy person) {
        PersonDetails details = person.details();
        return new PersonRow(
                person.id().value(),
                details.name(),
                details.externalId().orElse(null),
                details.metadata().json(),
                person.created(),
                person.faces().stream().map(FaceRow::of).toList());
    }

    /** @throws IllegalArgumentException if a value is missing, or none that a person can have */
    PersonCopy person() {
        require("name", name);
        require("metadata", metadata);
        require("created", created);
        require("faces", faces);
        return new PersonCopy(
                new PersonId(id),
                new PersonDetails(name, Optional.ofNullable(externalId), new Metadata(metadata)),
                created,
                faces.stream().map(FaceRow::face).toList());
    }

    /** Parquet columns may have no value in a row. */
    private static void require(String column, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("column " + column + " has no value");
        }
    }

    /**
     * A face.
     *
     * @param space         of the vector
     * @param crop          a PNG file
     * @param cropAlignment how it was aligned, as text
     */
    record FaceRow(
            long id,
            String source,
            @Nullable String sha256,
            @Nullable ExchangedQuality quality,
            Instant enrolled,
            String space,
            List<Float> vector,
            List<VectorRow> otherVectors,
            @Nullable Binary crop,
            @Nullable String cropAlignment) {
        static FaceRow of(PersonCopy.FaceCopy copy) {
            NewFace face = copy.face();
            return new FaceRow(
                    copy.id().value(),
                    face.source(),
                    face.sha256().orElse(null),
                    face.quality().map(ExchangedQuality::of).orElse(null),
                    copy.enrolled(),
                    face.embedding().space().sha256(),
                    numbers(face.embedding()),
                    copy.others().stream().map(VectorRow::of).toList(),
                    face.crop()
                            .map(kept -> Binary.fromConstantByteArray(kept.png()))
                            .orElse(null),
                    face.crop().map(KeptCrop::alignmentText).orElse(null));
        }

        PersonCopy.FaceCopy face() {
            require("source", source);
            require("enrolled", enrolled);
            require("otherVectors", otherVectors);
            return new PersonCopy.FaceCopy(
                    new FaceId(id),
                    new NewFace(
                            embedding(space, vector),
                            source,
                            Optional.ofNullable(sha256),
                            Optional.ofNullable(quality).map(ExchangedQuality::quality),
                            Optional.ofNullable(crop)
                                    .map(png -> KeptCrop.read("crop of face " + id, png.getBytes(), cropAlignment))),
                    otherVectors.stream().map(VectorRow::embedding).toList(),
                    enrolled);
        }
    }

    /** An embedding in a space besides that of the face's vector. */
    record VectorRow(String space, List<Float> vector) {
        static VectorRow of(Embedding embedding) {
            return new VectorRow(embedding.space().sha256(), numbers(embedding));
        }

        Embedding embedding() {
            return PersonRow.embedding(space, vector);
        }
    }

    private static List<Float> numbers(Embedding embedding) {
        List<Float> numbers = new ArrayList<>();
        for (float value : embedding.values()) {
            numbers.add(value);
        }
        return numbers;
    }

    private static Embedding embedding(String space, List<Float> numbers) {
        require("space", space);
        require("vector", numbers);
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            require("vector", numbers.get(i));
            values[i] = numbers.get(i);
        }
        return new Embedding(new EncoderId(space), values);
    }
}
