package org.likeness.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.LikelihoodRatio;
import org.likeness.core.embedding.OperatingPoint;

/**
 * A calibration as it stands in files, as JSON: in the metadata of an encoder, and in the catalog. {@code docs/formats/encoder.md} describes
 * the fields. Fields with {@code null} may be missing.
 *
 * @param threshold       see {@link Calibration}, as for the other fields
 * @param likelihoodRatio null if it was not fitted
 * @param dataSha256      null if it was not computed
 * @param taking          how the embeddings were obtained; null if it was not recorded
 */
public record CalibrationEntry(
        @JsonProperty(required = true) double threshold,
        @JsonProperty(required = true) String data,
        @JsonProperty(required = true) int identities,
        @JsonProperty(required = true) long genuinePairs,
        @JsonProperty(required = true) long impostorPairs,
        @JsonProperty(required = true) List<Point> points,
        @Nullable Ratio likelihoodRatio,
        @Nullable String dataSha256,
        @Nullable Taking taking) {
    /** A threshold at a false-match rate: {@link OperatingPoint}. */
    public record Point(
            @JsonProperty(required = true) double falseMatchRate,
            @JsonProperty(required = true) double threshold,
            @JsonProperty(required = true) double lowerBound,
            @JsonProperty(required = true) double upperBound,
            @JsonProperty(required = true) double falseNonMatchRate) {}

    /** {@link LikelihoodRatio}. */
    public record Ratio(
            @JsonProperty(required = true) double offset,
            @JsonProperty(required = true) double slope,
            @JsonProperty(required = true) double cost,
            @JsonProperty(required = true) double leastCost) {}

    /** {@link FaceExtraction}; without a detection, pictures were aligned faces. */
    public record Taking(
            @Nullable Detection detection,
            @JsonProperty(required = true) boolean mirror) {}

    /** {@link FaceExtraction.Detection}; without a template, that of the encoder. */
    public record Detection(
            String detector, String sha256, @Nullable String template) {
        public Detection {
            Objects.requireNonNull(detector, "detector");
            Objects.requireNonNull(sha256, "sha256");
        }
    }

    public CalibrationEntry {
        Objects.requireNonNull(data, "data");
        points = List.copyOf(points);
    }

    /** The entry of a calibration. */
    static CalibrationEntry of(Calibration calibration) {
        return new CalibrationEntry(
                calibration.threshold(),
                calibration.data(),
                calibration.identities(),
                calibration.genuinePairs(),
                calibration.impostorPairs(),
                calibration.points().stream()
                        .map(point -> new Point(
                                point.falseMatchRate(),
                                point.threshold(),
                                point.lowerBound(),
                                point.upperBound(),
                                point.falseNonMatchRate()))
                        .toList(),
                calibration
                        .likelihoodRatio()
                        .map(ratio -> new Ratio(ratio.offset(), ratio.slope(), ratio.cost(), ratio.leastCost()))
                        .orElse(null),
                calibration.dataSha256().orElse(null),
                calibration.taking().map(CalibrationEntry::taking).orElse(null));
    }

    private static Taking taking(FaceExtraction extraction) {
        return new Taking(
                extraction
                        .detection()
                        .map(found -> new Detection(
                                found.detector(),
                                found.sha256(),
                                found.template().orElse(null)))
                        .orElse(null),
                extraction.mirror());
    }

    /**
     * The calibration of the entry.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Calibration calibration() {
        return new Calibration(
                threshold,
                data,
                identities,
                genuinePairs,
                impostorPairs,
                points.stream()
                        .map(point -> new OperatingPoint(
                                point.falseMatchRate,
                                point.threshold,
                                point.lowerBound,
                                point.upperBound,
                                point.falseNonMatchRate))
                        .toList(),
                Optional.ofNullable(likelihoodRatio)
                        .map(ratio -> new LikelihoodRatio(ratio.offset, ratio.slope, ratio.cost, ratio.leastCost)),
                Optional.ofNullable(dataSha256),
                Optional.ofNullable(taking)
                        .map(known -> new FaceExtraction(
                                Optional.ofNullable(known.detection)
                                        .map(found -> new FaceExtraction.Detection(
                                                found.detector, found.sha256, Optional.ofNullable(found.template))),
                                known.mirror)));
    }
}
