package org.likeness.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.likeness.core.UserException;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.recognition.Multiplications;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Say what an encoder's file or an architecture is made of, and how it came about.",
        footer = {"", "Example: likeness models inspect runs/mine/encoder.onnx"})
final class InspectModelCommand implements Callable<Integer> {
    private static final String RECIPE = "recipe"; // a whole YAML document: too long to stand among the others

    @Parameters(paramLabel = "FILE|ARCHITECTURE", description = "An encoder's file, or a name that models list gives.")
    @SuppressWarnings("NullAway.Init") // required
    private String model;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        boolean isArchitecture = Architecture.isNamed(model) && !Files.exists(Path.of(model));
        Map<String, Object> facts = isArchitecture ? architecture() : encoder(Path.of(model));
        StringBuilder text = new StringBuilder();
        facts.forEach((key, value) -> text.append(lines(key, value)));
        output.answer(text.toString(), facts);
        return 0;
    }

    private Map<String, Object> architecture() {
        Architecture architecture = Architecture.named(model);
        NewNetwork network = ModelsCommand.UsualSizes.of(architecture).network(architecture);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("architecture", model);
        facts.put("parameters", network.parameters());
        facts.put("multiplyAdds", network.multiplications());
        describe(network.graph(), facts);
        return facts;
    }

    /** What an encoder's file says of itself. */
    static Map<String, Object> encoder(Path file) {
        if (!Files.exists(file)) {
            throw new UserException("%s: no such file, and no architecture either; these are %s"
                    .formatted(
                            file,
                            Arrays.stream(Architecture.values())
                                    .map(Architecture::key)
                                    .collect(Collectors.joining(", "))));
        }
        EncoderModel encoder = EncoderModel.read(file);
        EncoderSpec spec = encoder.spec();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        facts.put("space", encoder.space().sha256());
        facts.put("input", "%d×%d, %s".formatted(spec.inputWidth(), spec.inputHeight(), spec.colourOrder()));
        facts.put("normalisation", spec.normalisation().toString());
        facts.put("crop", spec.crop().toString());
        facts.put("embeddingSize", spec.embeddingSize());
        facts.put("normalised", spec.normalised());
        facts.put("distance", spec.distance().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        facts.put("licence", spec.licence());
        facts.put("origin", spec.origin());
        facts.put("parameters", encoder.parameters());
        facts.put("multiplyAdds", Multiplications.of(encoder));
        describe(encoder.graph(), facts);
        spec.calibration().ifPresent(calibration -> facts.put("calibration", calibration));
        facts.put("provenance", new TreeMap<>(spec.provenance()));
        return facts;
    }

    private static void describe(OnnxGraph graph, Map<String, Object> facts) {
        facts.put("opset", graph.opsets().getOrDefault("", 0L));
        facts.put(
                "operators",
                graph.nodes().stream()
                        .collect(Collectors.groupingBy(Node::operator, TreeMap::new, Collectors.counting())));
        facts.put(
                "storedNumbers",
                graph.initializers().values().stream()
                        .mapToLong(TensorData::elements)
                        .sum());
    }

    static String lines(String key, Object value) {
        if (value instanceof Calibration calibration) {
            return lines(calibration);
        } else if (value instanceof Map<?, ?> map) {
            StringBuilder lines = new StringBuilder(key).append(System.lineSeparator());
            map.forEach((name, inner) -> lines.append("  ")
                    .append(line(
                            String.valueOf(name), RECIPE.equals(name) ? "a whole recipe; --json shows it" : inner)));
            return lines.toString();
        }
        return line(key, "".equals(value) ? "not stated" : value);
    }

    private static String lines(Calibration calibration) {
        StringBuilder lines = new StringBuilder("calibration").append(System.lineSeparator());
        lines.append("  ")
                .append(line(
                        "measured on",
                        String.format(
                                Locale.ROOT,
                                "%s: %,d genuine and %,d impostor pairs",
                                calibration.data(),
                                calibration.genuinePairs(),
                                calibration.impostorPairs())));
        lines.append("  ")
                .append(line("best accuracy", String.format(Locale.ROOT, "threshold %.4f", calibration.threshold())));
        for (OperatingPoint point : calibration.points()) {
            lines.append("  ")
                    .append(line(
                            "FMR " + point.falseMatchRate(),
                            String.format(
                                    Locale.ROOT,
                                    "threshold %.4f, FNMR %.2f %%, FMR within %.2g to %.2g (95 %%)",
                                    point.threshold(),
                                    100 * point.falseNonMatchRate(),
                                    point.lowerBound(),
                                    point.upperBound())));
        }
        return lines.toString();
    }

    static String line(String key, Object value) {
        Object shown = value instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : value;
        return String.format(Locale.ROOT, "%-20s %s%n", key, shown);
    }
}
