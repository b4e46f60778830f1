package org.likeness.app.cli.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.option.ImportSource;
import org.likeness.core.LikenessException;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.importing.ImportProfile;
import org.likeness.model.importing.ImportSettings;
import org.likeness.model.importing.ImportedEncoder;
import org.likeness.model.importing.WeightsImport;
import picocli.CommandLine.Option;

/** Options for the network of a file that contains only weights. */
final class WeightsOptions {
    /** What files of weights are called. */
    private static final List<String> ENDINGS = List.of(".pt", ".pth", ".safetensors");

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            description =
                    "Architecture for a file of weights, by its name in models list. Tensor names of facenet-pytorch are supported.")
    private @Nullable String architecture;

    @Option(
            names = "--graph",
            paramLabel = "NET.onnx",
            description = "ONNX graph for a file of weights: its stored tensors have the names of the weights.")
    private @Nullable Path graph;

    /**
     * The file, with the profile that comes with its network where none is known.
     *
     * @throws LikenessException if the file holds weights alone, and no network for them was named, or two
     */
    ImportSource complete(ImportSource source) {
        if (architecture != null && graph != null) {
            throw LikenessException.invalid("give either --architecture or --graph, not both");
        }
        if (architecture == null) {
            String name = source.file().toString().toLowerCase(Locale.ROOT);
            if (graph == null && ENDINGS.stream().anyMatch(name::endsWith)) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s contains weights without a network: give --architecture, or --graph NET.onnx",
                        source.file()));
            }
            return source;
        }
        Optional<String> profile = Architecture.named(architecture) == Architecture.INCEPTION_RESNET_V1
                ? Optional.of(ImportProfile.FACENET_160.key())
                : Optional.empty();
        return new ImportSource(source.file(), source.profile().or(() -> profile), source.license(), source.origin());
    }

    /** The encoder of a file, alone or put into its network. */
    ImportedEncoder read(ImportSource source, ImportSettings settings) {
        if (architecture != null) {
            return WeightsImport.fill(Architecture.named(architecture), source.file(), settings);
        }
        return graph == null ? source.read(settings) : WeightsImport.fill(graph, source.file(), settings);
    }
}
