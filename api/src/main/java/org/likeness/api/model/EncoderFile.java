package org.likeness.api.model;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.likeness.api.CalibratedThresholds;

/**
 * An encoder: {@code docs/formats/encoder.md}.
 *
 * @param file             the file
 * @param space            id of the embedding space, 64 hexadecimal digits
 * @param inputWidth       pixels
 * @param inputHeight      pixels
 * @param colorOrder       {@code rgb} or {@code bgr}
 * @param means            subtracted from pixel values: one number, or one per channel
 * @param divisor          of the difference
 * @param crop             as in the file's metadata
 * @param border           {@code black} or {@code edge}
 * @param embeddingSize    numbers of an embedding
 * @param normalized       whether embeddings have length 1
 * @param distanceMeasure  {@code squared-euclidean}
 * @param license          empty if unknown
 * @param origin           empty if unknown
 * @param parameterCount   trainable numbers
 * @param multiplyAddCount for one picture
 * @param graph            the network
 * @param calibration      null if nothing was measured
 * @param provenance       how it was trained, by the keys of {@code docs/formats/run.md}
 * @param warnings         probable errors of the specification
 */
public record EncoderFile(
        String file,
        String space,
        int inputWidth,
        int inputHeight,
        String colorOrder,
        List<Double> means,
        double divisor,
        String crop,
        String border,
        int embeddingSize,
        boolean normalized,
        String distanceMeasure,
        String license,
        String origin,
        long parameterCount,
        long multiplyAddCount,
        GraphFacts graph,
        @Nullable CalibratedThresholds calibration,
        Map<String, String> provenance,
        List<String> warnings)
        implements ModelDescription {
    public EncoderFile {
        means = List.copyOf(means);
        provenance = sorted(provenance);
        warnings = List.copyOf(warnings);
    }

    private static SortedMap<String, String> sorted(Map<String, String> entries) {
        return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }
}
