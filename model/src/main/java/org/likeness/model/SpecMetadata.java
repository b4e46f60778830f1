package org.likeness.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceCrop;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.model.graph.OnnxGraph;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The specification as {@code likeness.*} entries of an ONNX file's metadata: {@code docs/formats/encoder.md}. */
final class SpecMetadata {
    private static final String PREFIX = "likeness.";
    private static final String VERSION = "2";
    private static final String FIRST_VERSION = "1";
    /** What version 1 called the entries that version 2 spells otherwise. */
    private static final Map<String, String> NAMES_OF_FIRST_VERSION =
            Map.of("colorOrder", "colourOrder", "normalized", "normalised", "license", "licence");

    private static final String FRACTION = "fraction:";
    private static final String TEMPLATE = "template:";
    private static final String DOCUMENTED = "JSON as docs/formats/encoder.md gives it";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> metadata;

    private SpecMetadata(Map<String, String> metadata) {
        this.metadata = metadata;
    }

    static Map<String, String> write(EncoderModel model) {
        EncoderSpec spec = model.spec();
        Map<String, String> entries = new HashMap<>();
        entries.put("version", VERSION);
        entries.put("inputWidth", Integer.toString(spec.inputWidth()));
        entries.put("inputHeight", Integer.toString(spec.inputHeight()));
        entries.put("colorOrder", EnumWord.of(spec.colorOrder()));
        entries.put("mean", spec.normalization().meansText());
        entries.put("divisor", Double.toString(spec.normalization().divisor()));
        entries.put("crop", crop(spec.crop()));
        entries.put("border", EnumWord.of(spec.border()));
        entries.put("embeddingSize", Integer.toString(spec.embeddingSize()));
        entries.put("distance", EnumWord.of(spec.distance()));
        entries.put("normalized", Boolean.toString(spec.normalized()));
        entries.put("license", spec.license());
        entries.put("origin", spec.origin());
        entries.put("provenance", JSON.writeValueAsString(new java.util.TreeMap<>(spec.provenance())));
        entries.put("trainable", JSON.writeValueAsString(model.trainable()));
        if (!model.space().equals(SpaceHash.of(model.graph(), spec))) {
            entries.put("spaceId", model.space().sha256());
        }
        spec.calibration()
                .ifPresent(
                        measured -> entries.put("calibration", JSON.writeValueAsString(CalibrationEntry.of(measured))));
        return entries.entrySet().stream()
                .collect(Collectors.toMap(entry -> PREFIX + entry.getKey(), Map.Entry::getValue));
    }

    static boolean isIn(OnnxGraph graph) {
        return graph.metadata().containsKey(PREFIX + "version")
                && !graph.metadata().containsKey(PREFIX + "task");
    }

    static EncoderModel read(String file, OnnxGraph graph) {
        if (!isIn(graph)) {
            throw new LikenessException(
                    LikenessException.Kind.INVALID,
                    String.format(Locale.ROOT, "%s has no encoder specification (likeness.* metadata)", file),
                    new Remedy(Remedy.Action.USE_AN_ENCODER_FILE));
        }
        SpecMetadata reader = new SpecMetadata(inTheNamesOfToday(graph.metadata()));
        if (!List.of(VERSION, FIRST_VERSION).contains(reader.text("version"))) {
            throw LikenessException.invalid(file + ": "
                    + reader.refused("version", FIRST_VERSION + " or " + VERSION)
                            .getMessage());
        }
        Map<String, String> foreign = graph.metadata().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(PREFIX))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        try {
            EncoderModel model = EncoderModel.of(graph.withMetadata(foreign), reader.spec(), reader.trainable());
            String original = graph.metadata().get(PREFIX + "spaceId");
            return original == null
                    ? model
                    : new EncoderModel(model.graph(), model.spec(), model.trainable(), new EncoderId(original));
        } catch (IllegalArgumentException | LikenessException e) {
            throw LikenessException.invalid(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> inTheNamesOfToday(Map<String, String> metadata) {
        if (!FIRST_VERSION.equals(metadata.get(PREFIX + "version"))) {
            return metadata;
        }
        Map<String, String> renamed = new HashMap<>(metadata);
        NAMES_OF_FIRST_VERSION.forEach((name, before) -> {
            String value = renamed.remove(PREFIX + before);
            if (value != null) {
                renamed.put(PREFIX + name, value);
            }
        });
        return renamed;
    }

    private EncoderSpec spec() {
        return new EncoderSpec(
                number("inputWidth", Integer::valueOf),
                number("inputHeight", Integer::valueOf),
                choice("colorOrder", ColorOrder.class),
                normalization(),
                crop(text("crop")),
                border(),
                number("embeddingSize", Integer::valueOf),
                choice("distance", Distance.class),
                flag("normalized"),
                text("license"),
                text("origin"),
                provenance(),
                metadata.containsKey(PREFIX + "calibration") ? Optional.of(calibration()) : Optional.empty());
    }

    /** Files from before there was a choice do not state it: their faces were aligned with the edge repeated. */
    private Border border() {
        return metadata.containsKey(PREFIX + "border") ? choice("border", Border.class) : Border.EDGE;
    }

    private Normalization normalization() {
        double divisor = number("divisor", Double::valueOf);
        List<Double> means = number(
                "mean",
                text -> Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList());
        return means.size() == 1 ? new Normalization(means.get(0), divisor) : new Normalization(means, divisor);
    }

    private Calibration calibration() {
        try {
            return json("calibration", new TypeReference<CalibrationEntry>() {}).calibration();
        } catch (IllegalArgumentException e) {
            throw refused("calibration", DOCUMENTED);
        }
    }

    private Map<String, String> provenance() {
        Map<String, String> entries = json("provenance", new TypeReference<>() {});
        if (entries.containsValue(null)) {
            throw refused("provenance", DOCUMENTED);
        }
        return entries;
    }

    private List<String> trainable() {
        List<String> names = json("trainable", new TypeReference<>() {});
        if (names.contains(null)) {
            throw refused("trainable", DOCUMENTED);
        }
        return names;
    }

    static String crop(FaceCrop crop) {
        if (crop instanceof FivePointTemplate template) {
            return TEMPLATE
                    + Arrays.stream(template.points())
                            .mapToObj(Double::toString)
                            .collect(Collectors.joining(","));
        }
        return FRACTION + crop;
    }

    private FaceCrop crop(String text) {
        if (text.startsWith(FRACTION)) {
            return CropFraction.parse(text.substring(FRACTION.length()));
        }
        if (text.startsWith(TEMPLATE)) {
            String[] numbers = text.substring(TEMPLATE.length()).split(",", -1);
            return new FivePointTemplate(
                    Arrays.stream(numbers).mapToDouble(Double::parseDouble).toArray());
        }
        throw refused("crop", FRACTION + "… or " + TEMPLATE + "…");
    }

    private <E extends Enum<E>> E choice(String key, Class<E> type) {
        String found = text(key);
        return EnumWord.find(type, found).orElseThrow(() -> refused(key, String.join(" or ", EnumWord.all(type))));
    }

    private <N> N number(String key, Function<String, N> parser) {
        try {
            return parser.apply(text(key));
        } catch (NumberFormatException e) {
            throw refused(key, "a number");
        }
    }

    private boolean flag(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(key, "true or false");
        };
    }

    private <T> T json(String key, TypeReference<T> type) {
        try {
            T value = JSON.readValue(text(key), type);
            if (value == null) {
                throw refused(key, DOCUMENTED);
            }
            return value;
        } catch (JacksonException e) {
            throw refused(key, DOCUMENTED);
        }
    }

    private String text(String key) {
        String value = metadata.get(PREFIX + key);
        if (value == null) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "the metadata key %s%s is missing", PREFIX, key));
        }
        return value;
    }

    private LikenessException refused(String key, String allowed) {
        return LikenessException.invalid(String.format(
                Locale.ROOT,
                "the metadata key %s%s is \"%s\": %s is expected",
                PREFIX,
                key,
                metadata.get(PREFIX + key),
                allowed));
    }
}
