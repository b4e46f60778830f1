package org.likeness.gallery.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EmbeddingBytes;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import tools.jackson.databind.JsonNode;

/** The lines of an exchange file, field by field as {@code docs/formats/gallery-exchange.md} has them. */
final class ExchangeLine {
    static final String FORMAT = "likeness-gallery";
    static final int VERSION = 1;

    private ExchangeLine() {}

    /** Jackson leaves null what a line does not have. */
    static void require(String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing or null");
        }
    }

    /** The first line. */
    record Header(
            String format,
            int version,
            String space,
            @Nullable Extraction extraction,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<OtherSpace> otherSpaces) {
        static Header of(GalleryExchange.Header header) {
            return new Header(
                    FORMAT,
                    VERSION,
                    header.space().sha256(),
                    header.extraction().map(Extraction::of).orElse(null),
                    header.others().stream().map(OtherSpace::of).toList());
        }

        boolean isSupported() {
            return FORMAT.equals(format) && version == VERSION;
        }

        /** What is wrong where it is not supported. */
        String otherFormat() {
            return String.format(
                    Locale.ROOT,
                    "has format \"%s\", version %d: \"%s\", version %d is expected",
                    format,
                    version,
                    FORMAT,
                    VERSION);
        }

        /** @throws IllegalArgumentException if a value is missing, or none that a gallery can have */
        GalleryExchange.Header header() {
            require("space", space);
            return new GalleryExchange.Header(
                    new EncoderId(space),
                    Extraction.of(extraction),
                    otherSpaces == null
                            ? List.of()
                            : otherSpaces.stream().map(OtherSpace::read).toList());
        }
    }

    /** A space besides the current one. */
    record OtherSpace(String space, @Nullable Extraction extraction) {
        static OtherSpace of(GalleryExchange.OtherSpace other) {
            return new OtherSpace(
                    other.space().sha256(),
                    other.extraction().map(Extraction::of).orElse(null));
        }

        GalleryExchange.OtherSpace read() {
            require("space", space);
            return new GalleryExchange.OtherSpace(new EncoderId(space), Extraction.of(extraction));
        }
    }

    /** How faces were obtained. */
    record Extraction(
            @Nullable String detector,
            @Nullable String detectorSha256,
            @Nullable String template,
            boolean mirror) {
        static Extraction of(FaceExtraction extraction) {
            Optional<FaceExtraction.Detection> detection = extraction.detection();
            return new Extraction(
                    detection.map(FaceExtraction.Detection::detector).orElse(null),
                    detection.map(FaceExtraction.Detection::sha256).orElse(null),
                    detection.flatMap(FaceExtraction.Detection::template).orElse(null),
                    extraction.mirror());
        }

        static Optional<FaceExtraction> of(@Nullable Extraction extraction) {
            return Optional.ofNullable(extraction).map(Extraction::extraction);
        }

        private FaceExtraction extraction() {
            return FaceExtraction.of(detector, detectorSha256, template, mirror);
        }
    }

    /** Each other line. */
    record Someone(
            long id,
            String name,
            @Nullable String externalId,
            JsonNode metadata,
            Instant created,
            List<EnrolledFace> faces) {
        static Someone of(PersonCopy person, JsonNode metadata, EncoderId current) {
            return new Someone(
                    person.id().value(),
                    person.details().name(),
                    person.details().externalId().orElse(null),
                    metadata,
                    person.created(),
                    person.faces().stream()
                            .map(face -> EnrolledFace.of(face, current))
                            .toList());
        }

        /** @throws IllegalArgumentException if a value is missing, or none that a person can have */
        PersonCopy person(EncoderId space) {
            require("name", name);
            require("metadata", metadata);
            require("created", created);
            require("faces", faces);
            return new PersonCopy(
                    new PersonId(id),
                    new PersonDetails(name, Optional.ofNullable(externalId), new Metadata(metadata.toString())),
                    created,
                    faces.stream().map(face -> face.copy(space)).toList());
        }
    }

    /** A face; the array of numbers is little-endian single precision. */
    @SuppressWarnings("ArrayRecordComponent") // read and written, never compared
    record EnrolledFace(
            long id,
            String source,
            @Nullable String sha256,
            @Nullable ExchangedQuality quality,
            Instant enrolled,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String space,

            byte[] vector,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<OtherVector> otherVectors,

            byte @Nullable [] crop,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String cropAlignment) {
        static EnrolledFace of(PersonCopy.FaceCopy copy, EncoderId current) {
            NewFace face = copy.face();
            EncoderId own = face.embedding().space();
            return new EnrolledFace(
                    copy.id().value(),
                    face.source(),
                    face.sha256().orElse(null),
                    face.quality().map(ExchangedQuality::of).orElse(null),
                    copy.enrolled(),
                    own.equals(current) ? null : own.sha256(),
                    EmbeddingBytes.of(face.embedding().values()),
                    copy.others().stream().map(OtherVector::of).toList(),
                    face.crop().map(KeptCrop::png).orElse(null),
                    face.crop().map(KeptCrop::alignmentText).orElse(null));
        }

        PersonCopy.FaceCopy copy(EncoderId current) {
            require("source", source);
            require("enrolled", enrolled);
            require("vector", vector);
            return new PersonCopy.FaceCopy(
                    new FaceId(id),
                    new NewFace(
                            new Embedding(
                                    space == null ? current : new EncoderId(space), EmbeddingBytes.values(vector)),
                            source,
                            Optional.ofNullable(sha256),
                            Optional.ofNullable(quality).map(ExchangedQuality::quality),
                            Optional.ofNullable(crop)
                                    .map(png -> KeptCrop.read("crop of face " + id, png, cropAlignment))),
                    otherVectors == null
                            ? List.of()
                            : otherVectors.stream().map(OtherVector::embedding).toList(),
                    enrolled);
        }
    }

    /** An embedding in a space besides the current one. */
    @SuppressWarnings("ArrayRecordComponent") // read and written, never compared
    record OtherVector(String space, byte[] vector) {
        static OtherVector of(Embedding embedding) {
            return new OtherVector(embedding.space().sha256(), EmbeddingBytes.of(embedding.values()));
        }

        Embedding embedding() {
            require("space", space);
            require("vector", vector);
            return new Embedding(new EncoderId(space), EmbeddingBytes.values(vector));
        }
    }
}
