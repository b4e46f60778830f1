package org.likeness.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.likeness.core.UserException;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Look at architectures and encoders.",
        subcommands = {ModelsCommand.ListCommand.class, ModelsCommand.InspectCommand.class})
final class ModelsCommand {
    /** Sizes that each architecture is known for: input and embedding. */
    private static final Map<Architecture, int[]> USUAL = Map.of(
            Architecture.SMALL_RESIDUAL, new int[] {64, 128},
            Architecture.MOBILE_FACE_NET, new int[] {112, 128},
            Architecture.INCEPTION_RESNET_V1, new int[] {160, 512});

    private static NewNetwork usual(Architecture architecture) {
        int[] sizes = USUAL.getOrDefault(architecture, new int[] {112, 128});
        NetworkSettings settings = new NetworkSettings(architecture.key(), sizes[0], sizes[1], 0, true, true);
        return architecture.build(settings, new SplittableRandom(1));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the architectures that can be trained from random weights.")
    static final class ListCommand implements Callable<Integer> {
        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            StringBuilder text = new StringBuilder();
            Map<String, Object> document = new LinkedHashMap<>();
            for (Architecture architecture : Architecture.values()) {
                NewNetwork network = usual(architecture);
                int size = USUAL.getOrDefault(architecture, new int[] {112})[0];
                text.append("%-20s %5.2f M parameters, %6.1f M multiplications at %d×%d pixels%n"
                        .formatted(
                                architecture.key(),
                                network.parameters() / 1e6,
                                network.multiplications() / 1e6,
                                size,
                                size));
                document.put(
                        architecture.key(),
                        Map.of(
                                "inputSize", size,
                                "parameters", network.parameters(),
                                "multiplications", network.multiplications()));
            }
            output.answer(text.toString(), document);
            return 0;
        }
    }

    @Command(
            name = "inspect",
            mixinStandardHelpOptions = true,
            description = "Say what an encoder's file or an architecture is made of.",
            footer = {"", "Example: likeness models inspect runs/mine/encoder.onnx"})
    static final class InspectCommand implements Callable<Integer> {
        @Parameters(paramLabel = "FILE|ARCHITECTURE")
        @SuppressWarnings("NullAway.Init") // required
        private String model;

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            Map<String, Object> facts = new LinkedHashMap<>();
            if (Architecture.isNamed(model) && !Files.exists(Path.of(model))) {
                NewNetwork network = usual(Architecture.named(model));
                facts.put("architecture", model);
                facts.put("parameters", network.parameters());
                facts.put("multiplications", network.multiplications());
                describe(network.graph(), facts);
            } else {
                EncoderModel encoder = encoder(Path.of(model), facts);
                describe(encoder.graph(), facts);
            }
            StringBuilder text = new StringBuilder();
            facts.forEach((key, value) -> text.append(String.format(Locale.ROOT, "%-16s %s%n", key, shown(value))));
            output.answer(text.toString(), facts);
            return 0;
        }

        private static EncoderModel encoder(Path file, Map<String, Object> facts) {
            if (!Files.exists(file)) {
                throw new UserException("%s: no such file, and no architecture either; these are %s"
                        .formatted(
                                file,
                                java.util.Arrays.stream(Architecture.values())
                                        .map(Architecture::key)
                                        .collect(Collectors.joining(", "))));
            }
            EncoderModel encoder = EncoderModel.read(file);
            EncoderSpec spec = encoder.spec();
            facts.put("file", file.toString());
            facts.put("space", encoder.space().sha256());
            facts.put("input", spec.inputWidth() + "×" + spec.inputHeight() + " " + spec.colourOrder());
            facts.put("normalisation", spec.normalisation());
            facts.put("crop", spec.crop().toString());
            facts.put("embeddingSize", spec.embeddingSize());
            facts.put("distance", spec.distance());
            facts.put("normalised", spec.normalised());
            facts.put("licence", spec.licence());
            facts.put("origin", spec.origin());
            facts.put("parameters", encoder.parameters());
            spec.calibration().ifPresent(calibration -> facts.put("calibration", calibration));
            facts.put("provenance", new TreeMap<>(spec.provenance()));
            return encoder;
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

        private static Object shown(Object value) {
            return value instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : value;
        }
    }
}
