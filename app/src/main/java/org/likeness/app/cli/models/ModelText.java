package org.likeness.app.cli.models;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.api.CalibratedThresholds;
import org.likeness.api.NamedCount;
import org.likeness.api.model.ArchitectureModel;
import org.likeness.api.model.EncoderFile;
import org.likeness.api.model.ForeignFile;
import org.likeness.api.model.ForeignFile.TensorShape;
import org.likeness.api.model.GraphFacts;
import org.likeness.api.model.ModelDescription;
import org.likeness.api.model.NetworkFile;
import org.likeness.api.model.PublishedModel;
import org.likeness.api.model.PublishedModel.FileSource;
import org.likeness.app.cli.text.FactLines;
import org.likeness.core.Printable;

/** The description of a model as text. */
final class ModelText {
    private static final String RECIPE = "recipe"; // a whole YAML document: too long to stand among the others

    private final StringBuilder text = new StringBuilder();

    private ModelText() {}

    static String of(ModelDescription model) {
        ModelText lines = new ModelText();
        if (model instanceof EncoderFile encoder) {
            lines.encoder(encoder);
        } else if (model instanceof NetworkFile network) {
            lines.network(network);
        } else if (model instanceof ForeignFile foreign) {
            lines.foreign(foreign);
        } else if (model instanceof ArchitectureModel architecture) {
            lines.architecture(architecture);
        } else if (model instanceof PublishedModel published) {
            lines.published(published);
        }
        return lines.text.toString();
    }

    private void encoder(EncoderFile encoder) {
        line("file", encoder.file());
        line("space", encoder.space());
        line(
                "input",
                String.format(
                        Locale.ROOT,
                        "%d×%d, %s",
                        encoder.inputWidth(),
                        encoder.inputHeight(),
                        encoder.colorOrder().toUpperCase(Locale.ROOT)));
        line("normalization", normalization(encoder));
        line("crop", encoder.crop());
        line("border", encoder.border());
        line("embedding size", encoder.embeddingSize());
        line("normalized", encoder.normalized());
        line("distance", encoder.distanceMeasure());
        line("license", stated(encoder.license()));
        line("origin", stated(encoder.origin()));
        line("parameters", encoder.parameterCount());
        line("multiply-adds", encoder.multiplyAddCount());
        graph(encoder.graph());
        calibration(encoder.calibration());
        if (!encoder.provenance().isEmpty()) {
            title("provenance");
            encoder.provenance()
                    .forEach((name, value) ->
                            inner(name, RECIPE.equals(name) ? "a whole recipe; --json shows it" : value));
        }
        encoder.warnings().forEach(warning -> line("warning", warning));
    }

    private static String normalization(EncoderFile encoder) {
        String means = encoder.means().stream().distinct().count() == 1
                ? String.valueOf(encoder.means().get(0))
                : encoder.means().stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        return String.format(Locale.ROOT, "(pixel - %s) / %s", means, encoder.divisor());
    }

    private void network(NetworkFile network) {
        line("file", network.file());
        line("sha256", network.sha256());
        line("task", network.task());
        if (network.detector() != null) {
            line("kind", network.detector());
        }
        line("license", stated(network.license()));
        line("origin", stated(network.origin()));
        line("imported from", stated(network.importedFrom()));
        line("imported sha256", stated(network.importedSha256()));
    }

    private void foreign(ForeignFile foreign) {
        line("file", foreign.file());
        line("sha256", foreign.sha256());
        if (foreign.publishedName() != null) {
            line("published", String.format(Locale.ROOT, "the %s of %s", foreign.task(), foreign.publishedName()));
        }
        line("takes", shapes(foreign.inputs()));
        line("gives", shapes(foreign.outputs()));
        graph(foreign.graph());
        foreign.warnings().forEach(warning -> line("warning", warning));
    }

    private static String shapes(List<TensorShape> tensors) {
        return tensors.stream()
                .map(tensor -> tensor.name() + " " + tensor.shape())
                .collect(Collectors.joining(", "));
    }

    private void architecture(ArchitectureModel architecture) {
        line("architecture", architecture.name());
        line("parameters", architecture.parameterCount());
        line("multiply-adds", architecture.multiplyAddCount());
        graph(architecture.graph());
    }

    private void published(PublishedModel model) {
        line("published", model.name());
        line("summary", model.summary());
        line("license", stated(model.license()));
        line("training data", stated(model.trainingData()));
        model.claims()
                .forEach(claim -> line("claims", String.format(Locale.ROOT, "%s, by %s", claim.figure(), claim.by())));
        calibration(model.calibration());
        for (PublishedModel.PublishedFile file : model.files()) {
            title(file.name());
            inner("task", file.task());
            if (file.size() != null) {
                inner("bytes", file.size());
            }
            inner("sha256", file.sha256());
            inner("from", file.sources().stream().map(ModelText::source).collect(Collectors.joining(", ")));
            inner("fetched", file.path() == null ? "no" : file.path());
        }
    }

    private static String source(FileSource source) {
        return switch (source.fetchedBy()) {
            case NPM -> "npm package " + source.location();
            case HTTPS -> source.location();
        };
    }

    private void graph(GraphFacts graph) {
        line("opset", graph.opset());
        title("operators");
        for (NamedCount operator : graph.operators()) {
            inner(operator.name(), operator.count());
        }
        line("stored numbers", graph.storedNumberCount());
    }

    private void calibration(@Nullable CalibratedThresholds calibration) {
        if (calibration != null) {
            text.append(FactLines.lines(calibration));
        }
    }

    private void title(String name) {
        text.append(Printable.line(name)).append(System.lineSeparator());
    }

    private void inner(String key, Object value) {
        text.append("  ").append(FactLines.line(key, value));
    }

    private void line(String key, Object value) {
        text.append(FactLines.line(key, value));
    }

    private static String stated(String value) {
        return value.isEmpty() ? "not stated" : value;
    }
}
