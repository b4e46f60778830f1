package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.api.client.ClientBuilder;
import org.likeness.api.client.RecognitionClient;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Option;

/** The server that does what a command asks for. The access key stands in a file or the environment: other users see a command line. */
public final class ServerOption {
    private static final String VARIABLE = "LIKENESS_KEY";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = {
                "Let a service do it (likeness serve), such as https://faces.example; --gallery is a gallery's name there.",
                "The access key is that of --access-key-file, or else of $LIKENESS_KEY."
            })
    private @Nullable String address;

    @Option(names = "--access-key-file", paramLabel = "FILE", description = "With --server: file with an access key.")
    private @Nullable Path keyFile;

    @Option(
            names = "--allow-plain-http",
            description = "With --server: send the key to another machine without encryption.")
    private boolean allowPlainHttp;

    /** Whether a server is to do it. */
    public boolean isGiven() {
        if (address == null && (keyFile != null || allowPlainHttp)) {
            throw LikenessException.invalid("--access-key-file and --allow-plain-http require --server");
        }
        return address != null;
    }

    /** The server's client; empty if none was given. Nothing is sent yet. */
    public Optional<RecognitionClient> client() {
        return isGiven() ? Optional.ofNullable(address).map(this::client) : Optional.empty();
    }

    private RecognitionClient client(String url) {
        Optional<String> key = key();
        try {
            ClientBuilder builder = RecognitionClient.builder(url);
            key.ifPresent(builder::key);
            return (allowPlainHttp ? builder.allowPlainHttp() : builder).build();
        } catch (IllegalArgumentException e) { // says what is wrong with the address or the key
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "--server: %s%s",
                    e.getMessage(),
                    url.startsWith("http:") && key.isPresent() ? " with --allow-plain-http" : ""));
        }
    }

    private Optional<String> key() {
        if (keyFile == null) {
            return Optional.ofNullable(System.getenv(VARIABLE))
                    .map(String::strip)
                    .filter(key -> !key.isEmpty());
        }
        return Optional.of(SecretFile.firstLine("--access-key-file", keyFile));
    }

    /**
     * Refuses what a server decides itself.
     *
     * @param option that was given, if it was
     * @throws LikenessException if it was
     */
    public void requireNone(String option, boolean given) {
        if (given) {
            throw LikenessException.unsupported(
                    String.format(Locale.ROOT, "%s is not possible with --server: leave it out", option));
        }
    }
}
