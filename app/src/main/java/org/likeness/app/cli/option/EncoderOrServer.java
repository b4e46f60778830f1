package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.api.client.RecognitionClient;
import org.likeness.core.LikenessException;
import org.likeness.recognition.FaceRecognizer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What recognizes: an encoder, the first argument of a command, or a server; then the other arguments begin one place earlier. */
public final class EncoderOrServer {
    @Parameters(
            index = "0",
            arity = "0..1",
            hideParamSyntax = true,
            paramLabel = "ENCODER",
            description = "An encoder's file, such as runs/mine/encoder.onnx. Left out with --server.")
    private @Nullable String first;

    @Mixin
    private final MirrorOption mirror = new MirrorOption();

    @Mixin
    private final ServerOption server = new ServerOption();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    /** The options about the server. */
    public ServerOption server() {
        return server;
    }

    /** The server's client; empty if an encoder recognizes. */
    public Optional<RecognitionClient> client() {
        server.requireNone(MirrorOption.NAME, server.isGiven() && mirror.isGiven());
        return server.client();
    }

    /** The encoder's file. */
    public Path file() {
        if (first == null) {
            throw missing("ENCODER");
        }
        return Path.of(first);
    }

    /** The arguments after the encoder, one or more of them, as files. */
    public List<Path> paths(List<String> others, String labels) {
        return arguments(others, labels, 1, Integer.MAX_VALUE).stream()
                .map(Path::of)
                .toList();
    }

    private ParameterException missing(String labels) {
        return new ParameterException(
                spec.commandLine(), String.format(Locale.ROOT, "Missing required parameter: '%s'", labels));
    }

    public FaceRecognizer load() {
        return EncoderArgument.load(file(), mirror.isGiven());
    }

    /**
     * The arguments after the encoder.
     *
     * @param others what picocli takes for them
     * @param labels of the help, for the message about missing ones
     * @param least  how many there must be
     * @param most   how many there may be
     */
    public List<String> arguments(List<String> others, String labels, int least, int most) {
        List<String> meant = new ArrayList<>(others);
        if (!server.isGiven()) {
            file();
        } else if (first != null) {
            if (first.toLowerCase(Locale.ROOT).endsWith(".onnx")) {
                throw LikenessException.invalid(
                        String.format(Locale.ROOT, "%s: the server has an encoder: leave ENCODER out", first));
            }
            meant.add(0, first);
        }
        if (meant.size() < least) {
            throw missing(labels);
        }
        if (meant.size() > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.format(Locale.ROOT, "Unmatched argument: '%s': %s is expected", meant.get(most), labels));
        }
        return meant;
    }
}
