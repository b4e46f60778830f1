package org.likeness.gallery.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
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

    /** The first line. */
    record Header(
            String format,
            int version,
            String space,
            @Nullable Extraction extraction) {
        static Header of(Gallery gallery) {
            return new Header(
                    FORMAT,
                    VERSION,
                    gallery.space().sha256(),
                    gallery.extraction().map(Extraction::of).orElse(null));
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

        FaceExtraction extraction() {
            return new FaceExtraction(
                    detector == null || detectorSha256 == null
                            ? Optional.empty()
                            : Optional.of(new FaceExtraction.Detection(
                                    detector, detectorSha256, Optional.ofNullable(template))),
                    mirror);
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
        static Someone of(PersonCopy person, JsonNode metadata) {
            return new Someone(
                    person.id().value(),
                    person.details().name(),
                    person.details().externalId().orElse(null),
                    metadata,
                    person.created(),
                    person.faces().stream().map(EnrolledFace::of).toList());
        }

        PersonCopy person(EncoderId space) {
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
            @Nullable Quality quality,
            Instant enrolled,
            byte[] vector,
            byte @Nullable [] crop) {
        static EnrolledFace of(PersonCopy.FaceCopy copy) {
            NewFace face = copy.face();
            float[] values = face.embedding().values();
            ByteBuffer vector = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            vector.asFloatBuffer().put(values);
            return new EnrolledFace(
                    copy.id().value(),
                    face.source(),
                    face.sha256().orElse(null),
                    face.quality().map(Quality::of).orElse(null),
                    copy.enrolled(),
                    vector.array(),
                    face.crop()
                            .map(picture -> ImageEncoder.encode(picture, ImageEncoder.Format.PNG))
                            .orElse(null));
        }

        PersonCopy.FaceCopy copy(EncoderId space) {
            if (vector.length == 0 || vector.length % Float.BYTES != 0) {
                throw new IllegalArgumentException(
                        "the vector has " + vector.length + " bytes, which is not a multiple of four");
            }
            float[] values = new float[vector.length / Float.BYTES];
            ByteBuffer.wrap(vector)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return new PersonCopy.FaceCopy(
                    new FaceId(id),
                    new NewFace(
                            new Embedding(space, values),
                            source,
                            Optional.ofNullable(sha256),
                            Optional.ofNullable(quality).map(Quality::quality),
                            Optional.ofNullable(crop).map(png -> ImageDecoder.decode("crop of face " + id, png))),
                    enrolled);
        }
    }

    /** The quality of a face. */
    record Quality(double eyeDistance, double sharpness, double yaw, double pitch, double roll, double score) {
        static Quality of(FaceQuality quality) {
            HeadPose pose = quality.pose();
            return new Quality(
                    quality.eyeDistance(), quality.sharpness(), pose.yaw(), pose.pitch(), pose.roll(), quality.score());
        }

        FaceQuality quality() {
            return new FaceQuality(eyeDistance, sharpness, new HeadPose(yaw, pitch, roll), score);
        }
    }
}
