package org.likeness.app.cli.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.likeness.api.model.ImportAnswer;
import org.likeness.api.model.ModelDescription;
import org.likeness.app.cli.option.ImportOptions;
import org.likeness.app.cli.option.ImportSource;
import org.likeness.app.cli.option.ModelsFolder;
import org.likeness.app.cli.text.FactLines;
import org.likeness.app.cli.text.Output;
import org.likeness.app.importing.SelfTest;
import org.likeness.app.wire.ModelAnswers;
import org.likeness.core.LikenessException;
import org.likeness.model.EncoderModel;
import org.likeness.model.catalog.ModelTask;
import org.likeness.model.catalog.PublishedThresholds;
import org.likeness.model.importing.ImportedEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Convert another program's ONNX file to an encoder: dynamic batch, embeddings of length 1, a specification.",
            "Weights of PyTorch, safetensors or dlib are loaded into an architecture or the graph of an ONNX file.",
            "The encoder is tested in both engines before it is written. With --task, detectors and landmark networks are imported unchanged."
        },
        footer = {
            "",
            "Examples:",
            "  likeness models import faceplugin --out published.onnx",
            "  likeness models import w600k_r50.onnx --profile arcface-112 --license \"non-commercial research\" --out r50.onnx",
            "  likeness models import detector.onnx --task detector --license MIT --out my-detector.onnx",
            "  likeness models import net.onnx --colors rgb --mean 127.5 --divisor 128 --crop 0.5,0.5,1,1 --out net-encoder.onnx",
            "  likeness models import 20180402-114759-vggface2.pt --architecture inception-resnet-v1 --out facenet.onnx",
            "  likeness models import net.safetensors --graph net.onnx --profile arcface-112 --out net-encoder.onnx"
        })
final class ImportModelCommand implements Callable<Integer> {
    private static final long SEED = 1; // of the self-test's pictures
    private static final int MOST_CHANGES = 8; // shown as text

    @Parameters(
            paramLabel = "FILE|NAME",
            description = "An ONNX file, a file of weights, or the name of a downloaded published model.")
    @SuppressWarnings("NullAway.Init") // required
    private String model;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The encoder to write.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli's
    private ModelsFolder models;

    @Mixin
    private final WeightsOptions weights = new WeightsOptions();

    @Mixin
    private final ImportOptions description = new ImportOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        ModelTask task = description.task();
        ImportSource source = ImportSource.of(model, task, models.store());
        if (Files.exists(out) && isSameFile(source.file())) {
            throw LikenessException.conflict(
                    String.format(Locale.ROOT, "--out %s is the imported file: choose another name", out));
        }
        if (task == ModelTask.ENCODER) {
            importEncoder(weights.complete(source));
        } else {
            ModelDescription network =
                    NetworkImport.run(source, task, description.license(source), description.origin(source), out);
            output.answer(ModelText.of(network), new ImportAnswer(network, List.of(), 0, null));
        }
        return 0;
    }

    private void importEncoder(ImportSource source) {
        ImportedEncoder imported = weights.read(source, description.settings(source));
        SelfTest test;
        try {
            test = SelfTest.of(imported.encoder(), SEED, Runtime.getRuntime().availableProcessors());
        } catch (LikenessException e) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "%s: %s", source.file(), e.getMessage()), e);
        }
        EncoderModel encoder = imported.encoder();
        if (test.untrainable().isPresent()) {
            encoder = new EncoderModel(encoder.graph(), encoder.spec(), List.of(), encoder.space());
        }
        encoder = withThresholds(encoder);
        encoder.write(out);
        answer(imported, test, encoder);
    }

    /** What was measured on an encoder of this very space. */
    private static EncoderModel withThresholds(EncoderModel encoder) {
        return PublishedThresholds.standard()
                .of(encoder.space())
                .map(measured -> encoder.withSpec(encoder.spec().withCalibration(measured)))
                .orElse(encoder);
    }

    /** Why a model whose thresholds were measured comes without them. */
    private Optional<String> withoutThresholds(EncoderModel encoder) {
        return encoder.spec().calibration().isEmpty()
                        && PublishedThresholds.standard().of(model).isPresent()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "none: those of %s hold only for its own profile; measure others with likeness calibrate",
                        model))
                : Optional.empty();
    }

    private boolean isSameFile(Path file) {
        try {
            return Files.isSameFile(file, out);
        } catch (java.io.IOException e) {
            return false; // a file that cannot be found is refused when it is read
        }
    }

    private void answer(ImportedEncoder imported, SelfTest test, EncoderModel encoder) {
        ModelDescription written = ModelProperties.ofFile(out);
        StringBuilder text = new StringBuilder(ModelText.of(written));
        shortened(imported.changes()).forEach(change -> text.append(FactLines.line("changed", change)));
        text.append(FactLines.line(
                "self-test",
                String.format(
                        Locale.ROOT,
                        "in ONNX Runtime a batch of 3 agrees with its pictures alone to %.1e%s",
                        test.batchDifference(),
                        test.engineDifference()
                                .map(difference -> String.format(Locale.ROOT, ", with libtorch to %.1e", difference))
                                .orElse(""))));
        text.append(FactLines.line(
                "trainable",
                test.untrainable()
                        .map(reason -> "no, it only serves: " + reason)
                        .orElse(String.format(
                                Locale.ROOT,
                                "yes, %d tensors",
                                encoder.trainable().size()))));
        withoutThresholds(encoder).ifPresent(reason -> text.append(FactLines.line("thresholds", reason)));
        output.answer(
                text.toString(),
                new ImportAnswer(
                        written, imported.changes(), encoder.trainable().size(), ModelAnswers.of(test)));
    }

    /** Some networks reshape in each block. */
    private static List<String> shortened(List<String> changes) {
        if (changes.size() <= MOST_CHANGES) {
            return changes;
        }
        List<String> first = new ArrayList<>(changes.subList(0, MOST_CHANGES - 2));
        first.add(String.format(
                Locale.ROOT, "%d further shapes and the like; --json lists them", changes.size() - MOST_CHANGES + 1));
        first.add(changes.get(changes.size() - 1));
        return first;
    }
}
