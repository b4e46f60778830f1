package org.likeness.app.cli.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceCrop;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.model.catalog.ModelTask;
import org.likeness.model.importing.ImportProfile;
import org.likeness.model.importing.ImportSettings;
import picocli.CommandLine.Option;

/** Options for the properties of another program's encoder that its file does not contain: preprocessing, license, origin. */
public final class ImportOptions {
    private static final String ARCFACE = "arcface"; // a template's name

    @Option(
            names = "--task",
            paramLabel = "encoder|detector|landmarks",
            defaultValue = "encoder",
            description = "Task of the network (default: encoder). The other two are imported unchanged.")
    @SuppressWarnings("NullAway.Init") // has a default
    private String task;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Preprocessing, by family of encoders: arcface-112, sface, facenet-160, dlib-150, faceplugin. The options below override it.")
    private @Nullable String profile;

    @Option(names = "--colors", paramLabel = "ORDER", description = "Order of the input's channels: rgb or bgr.")
    private @Nullable String colors;

    @Option(
            names = "--mean",
            paramLabel = "M|M,M,M",
            description =
                    "Subtracted from each pixel value of 0 to 255; one number, or three in the order of the input's channels.")
    private @Nullable String mean;

    @Option(names = "--divisor", paramLabel = "D", description = "Divides what is left.")
    private @Nullable Double divisor;

    @Option(
            names = "--crop",
            paramLabel = "X,Y,W,H",
            description =
                    "The face in a picture, as fractions: center x, center y, width, height. 0.5,0.5,1,1 is the whole picture.")
    private @Nullable String crop;

    @Option(
            names = "--template",
            paramLabel = "X,Y,…",
            description =
                    "Template of eyes, nose and corners of the mouth in input pixels: ten numbers, or arcface, scaled to the input size.")
    private @Nullable String template;

    @Option(
            names = "--border",
            paramLabel = "black|edge",
            description =
                    "Fill of pixels outside the picture in alignment: black (default, as in OpenCV), or edge, the outermost pixels repeated.")
    private @Nullable Border border;

    @Option(
            names = "--input-size",
            paramLabel = "N",
            description = "Width and height in pixels, if the file does not define them.")
    private @Nullable Integer inputSize;

    @Option(
            names = "--embedding-size",
            paramLabel = "N",
            description = "Embedding size, if the file does not define it.")
    private @Nullable Integer embeddingSize;

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "Name of the embedding, if the graph has several outputs; inner values are allowed.")
    private @Nullable String outputName;

    @Option(
            names = "--license",
            paramLabel = "TEXT",
            description = "License of the weights, as stated by their publisher.")
    private @Nullable String license;

    @Option(names = "--origin", paramLabel = "TEXT", description = "Author and source of the weights.")
    private @Nullable String origin;

    /**
     * What the network does.
     *
     * @throws LikenessException if it is none of the tasks of a network
     */
    public ModelTask task() {
        return Stream.of(ModelTask.ENCODER, ModelTask.DETECTOR, ModelTask.LANDMARKS)
                .filter(known -> EnumWord.of(known).equals(task))
                .findFirst()
                .orElseThrow(() -> LikenessException.invalid(
                        String.format(Locale.ROOT, "--task %s: encoder, detector or landmarks is expected", task)));
    }

    /** The license that was stated, or the one that the catalog knows. */
    public String license(ImportSource source) {
        return license == null ? source.license() : license;
    }

    /** The origin that was stated, or the one that the catalog knows. */
    public String origin(ImportSource source) {
        return origin == null ? source.origin() : origin;
    }

    /**
     * What was said, on top of the profile, on top of what the catalog knows.
     *
     * @param source the file
     * @throws LikenessException if something is missing or wrong
     */
    public ImportSettings settings(ImportSource source) {
        Optional<ImportSettings> known = Optional.ofNullable(profile)
                .or(source::profile)
                .map(ImportProfile::named)
                .map(ImportProfile::settings);
        if (known.isEmpty()) {
            requireDescribed();
        }
        if (inputSize != null) {
            OptionRange.require("--input-size", inputSize, 8, 1024);
        }
        Optional<Integer> size = Optional.ofNullable(inputSize)
                .or(() -> known.flatMap(ImportSettings::inputSize))
                .or(() -> ARCFACE.equals(template) ? Optional.of(FivePointTemplate.ARCFACE_SIZE) : Optional.empty());
        return new ImportSettings(
                Optional.ofNullable(colors)
                        .map(ImportOptions::order)
                        .or(() -> known.map(ImportSettings::colorOrder))
                        .orElseThrow(),
                normalization(known.map(ImportSettings::normalization)),
                face(size).or(() -> known.map(ImportSettings::crop)).orElseThrow(),
                Optional.ofNullable(border)
                        .or(() -> known.map(ImportSettings::border))
                        .orElse(Border.BLACK),
                size,
                Optional.ofNullable(embeddingSize),
                Optional.ofNullable(outputName),
                license(source),
                origin(source));
    }

    private void requireDescribed() {
        List<String> missing = new ArrayList<>();
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--colors", colors != null);
        given.put("--mean", mean != null);
        given.put("--divisor", divisor != null);
        given.put("--crop or --template", crop != null || template != null);
        given.forEach((option, there) -> {
            if (!there) {
                missing.add(option);
            }
        });
        if (!missing.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "the file does not define its preprocessing: give --profile (%s), or also %s",
                    profiles(),
                    String.join(", ", missing)));
        }
    }

    private static String profiles() {
        return String.join(
                ", ",
                Arrays.stream(ImportProfile.values()).map(ImportProfile::key).toList());
    }

    private static ColorOrder order(String text) {
        return switch (text) {
            case "rgb" -> ColorOrder.RGB;
            case "bgr" -> ColorOrder.BGR;
            default ->
                throw LikenessException.invalid(
                        String.format(Locale.ROOT, "--colors %s: rgb or bgr is expected", text));
        };
    }

    private Normalization normalization(Optional<Normalization> known) {
        List<Double> means = mean == null ? known.orElseThrow().means() : numbers("--mean", mean, 1, 3);
        double divides = divisor == null ? known.orElseThrow().divisor() : divisor;
        try {
            return means.size() == 1 ? new Normalization(means.get(0), divides) : new Normalization(means, divides);
        } catch (IllegalArgumentException e) {
            throw LikenessException.invalid(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<FaceCrop> face(Optional<Integer> size) {
        if (crop != null && template != null) {
            throw LikenessException.invalid("give either --crop or --template, not both");
        }
        if (ARCFACE.equals(template)) {
            return size.map(FivePointTemplate::arcFace);
        }
        if (template != null) {
            return Optional.of(new FivePointTemplate(numbers("--template", template, 10, 10).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray()));
        }
        try {
            return Optional.ofNullable(crop).map(CropFraction::parse);
        } catch (IllegalArgumentException e) {
            throw LikenessException.invalid("--" + e.getMessage(), e);
        }
    }

    /** One count of numbers or the other. */
    private static List<Double> numbers(String option, String text, int one, int other) {
        try {
            List<Double> numbers = Arrays.stream(text.split(",", -1))
                    .map(part -> Double.valueOf(part.strip()))
                    .toList();
            if ((numbers.size() == one || numbers.size() == other)
                    && numbers.stream().allMatch(Double::isFinite)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw LikenessException.invalid(String.format(
                Locale.ROOT,
                "%s %s: %s are expected, with commas between",
                option,
                text,
                one == other ? one + " numbers" : String.format(Locale.ROOT, "%d or %d numbers", one, other)));
    }
}
