package org.likeness.model.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.EncoderId;
import org.likeness.model.CalibrationEntry;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Thresholds of published encoders, measured with Likeness on data and with commands documented in {@code docs/results}. Each belongs to
 * one embedding space: that of the model imported with its profile and no other option.
 */
public final class PublishedThresholds {
    private static final String RESOURCE = "thresholds.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final List<Measured> all;

    private PublishedThresholds(List<Measured> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Thresholds of a model.
     *
     * @param model       its name in the catalog
     * @param space       that they hold for: 64 lower-case hexadecimal digits
     * @param calibration the thresholds
     */
    public record Measured(String model, String space, Calibration calibration) {}

    /** As the file has it. */
    record Entry(String model, String space, CalibrationEntry calibration) {
        Entry {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(space, "space");
            Objects.requireNonNull(calibration, "calibration");
        }
    }

    /** Those that come with Likeness. */
    public static PublishedThresholds standard() {
        try (InputStream resource = PublishedThresholds.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(String.format(Locale.ROOT, "%s is not on the class path", RESOURCE));
            }
            return new PublishedThresholds(JSON.readValue(resource, new TypeReference<List<Entry>>() {}).stream()
                    .map(entry -> new Measured(
                            entry.model(), entry.space(), entry.calibration().calibration()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All, in the catalog's order. */
    public List<Measured> all() {
        return all;
    }

    /** Those of an embedding space. */
    public Optional<Calibration> of(EncoderId space) {
        return all.stream()
                .filter(one -> one.space().equals(space.sha256()))
                .findFirst()
                .map(Measured::calibration);
    }

    /** Those of a model of the catalog, imported with its profile and nothing else. */
    public Optional<Calibration> of(String model) {
        return all.stream().filter(one -> one.model().equals(model)).findFirst().map(Measured::calibration);
    }
}
