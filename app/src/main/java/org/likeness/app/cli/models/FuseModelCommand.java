package org.likeness.app.cli.models;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.model.FuseAnswer;
import org.likeness.app.cli.text.FactLines;
import org.likeness.app.cli.text.Output;
import org.likeness.app.importing.SelfTest;
import org.likeness.core.LikenessException;
import org.likeness.model.EncoderModel;
import org.likeness.model.serving.FusedEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fuse",
        mixinStandardHelpOptions = true,
        description = {
            "Make a copy of an encoder for serving: batch normalizations are folded into adjacent layers, idle nodes removed.",
            "The embedding space is unchanged: embeddings, galleries and thresholds stay valid. The copy is not trainable."
        },
        footer = {"", "Example: likeness models fuse runs/mine/encoder.onnx --out serving.onnx"})
final class FuseModelCommand implements Callable<Integer> {
    private static final long SEED = 1; // of the pictures on which original and copy are compared
    private static final int PICTURES = 16;

    @Parameters(paramLabel = "ENCODER", description = "The encoder's file.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The copy to write.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        if (out.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "--out %s is the encoder itself, which would no longer be trainable: choose another name",
                    out));
        }
        EncoderModel original = EncoderModel.read(file);
        FusedEncoder fused = FusedEncoder.of(original);
        double difference = difference(original, fused.encoder());
        fused.encoder().write(out);
        answer(original, fused, difference);
        return 0;
    }

    private double difference(EncoderModel original, EncoderModel copy) {
        double difference;
        try {
            difference = SelfTest.apart(
                    original, copy, SEED, PICTURES, Runtime.getRuntime().availableProcessors());
        } catch (LikenessException e) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "%s: %s", file, e.getMessage()), e);
        }
        if (!(difference <= SelfTest.TOLERANCE)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s: the embeddings of the fused copy differ by %.1e of their length, %.0e is allowed; nothing was written: serve the encoder itself",
                    file,
                    difference,
                    SelfTest.TOLERANCE));
        }
        return difference;
    }

    private void answer(EncoderModel original, FusedEncoder fused, double difference) {
        int before = original.graph().nodes().size();
        int after = fused.encoder().graph().nodes().size();
        String text = FactLines.line("file", out)
                + FactLines.line("space", fused.encoder().space().sha256() + ", the same as the original's")
                + FactLines.line(
                        "nodes",
                        String.format(
                                Locale.ROOT,
                                "%d, originally %d: %d folded into a layer, %d idle ones removed%s",
                                after,
                                before,
                                fused.folded(),
                                fused.removed(),
                                unfolded(fused)))
                + FactLines.line(
                        "difference",
                        String.format(
                                Locale.ROOT,
                                "%.1e of an embedding's length, the largest of %d random pictures in ONNX Runtime",
                                difference,
                                PICTURES))
                + FactLines.line("trainable", "no: keep the original for training");
        output.answer(
                text,
                new FuseAnswer(
                        out.toString(),
                        fused.encoder().space().sha256(),
                        before,
                        after,
                        fused.folded(),
                        fused.unfolded(),
                        fused.removed(),
                        difference));
    }

    private static String unfolded(FusedEncoder fused) {
        return fused.unfolded() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %d batch normalizations remain, because no layer can include them exactly",
                        fused.unfolded());
    }
}
