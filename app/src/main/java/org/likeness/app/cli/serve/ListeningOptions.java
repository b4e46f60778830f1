package org.likeness.app.cli.serve;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.option.SecretFile;
import org.likeness.core.LikenessException;
import org.likeness.server.ServerSettings;
import org.likeness.server.event.WebhookSecret;
import org.likeness.server.event.WebhookTarget;
import org.likeness.server.http.RequestRates;
import org.likeness.server.listen.Listening;
import org.likeness.server.listen.TlsKeyStore;
import picocli.CommandLine.Option;

/** Where the service listens, for whom, and whom it tells of events. */
final class ListeningOptions {
    private static final Listening USUAL = ServerSettings.USUAL.listening();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen at (default: ${DEFAULT-VALUE}, this machine alone). Others need an access key.")
    private String host = USUAL.host();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen at; 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port = USUAL.port();

    @Option(
            names = "--tls-key-store",
            paramLabel = "FILE",
            description = {
                "Speak HTTPS with the private key and the certificates of a PKCS #12 or JKS file. A new file is taken within seconds.",
                "Default: HTTP without encryption."
            })
    private @Nullable Path keyStore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password of the key store.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            split = ",\\s*",
            splitSynopsisLabel = ",",
            description = {
                "Believe the X-Forwarded-For and X-Forwarded-Proto headers of this proxy: an IP address, or a network such as",
                "10.0.0.0/8. May be repeated. Default: of none."
            })
    private final List<String> proxies = new ArrayList<>();

    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            description = {
                "Answer at most so many requests a second of one access key, and of one address; twice as many after a pause.",
                "Default: as many as can be answered."
            })
    private @Nullable Double requestsPerSecond;

    @Option(
            names = "--wrong-keys-per-minute",
            paramLabel = "N",
            description = "Look at so many wrong access keys of one address a minute (default: ${DEFAULT-VALUE}).")
    private int wrongKeys = RequestRates.USUAL.wrongKeys();

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            split = ",\\s*",
            splitSynopsisLabel = ",",
            description = {
                "Send events to this address, signed as Standard Webhooks say: HTTPS, or HTTP to this machine. May be repeated.",
                "Needs --webhook-secret-file."
            })
    private final List<URI> webhooks = new ArrayList<>();

    @Option(
            names = "--webhook-secret-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the secret of the webhooks: whsec_ and 24 or more random bytes in Base64.")
    private @Nullable Path secretFile;

    /** @throws LikenessException if an option breaks a rule */
    ServerSettings settings() {
        if (port < 0 || port > Listening.MOST_PORT) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--port %d: a port of 0 to %d is expected", port, Listening.MOST_PORT));
        }
        if (requestsPerSecond != null && !(requestsPerSecond > 0)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "--requests-per-second %s: a number above 0 is expected", requestsPerSecond));
        }
        if (wrongKeys < 1) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--wrong-keys-per-minute %d: 1 or more is expected", wrongKeys));
        }
        if ((keyStore == null) != (passwordFile == null)) {
            throw LikenessException.invalid("give both --tls-key-store and --tls-password-file, or none of them");
        }
        Listening plain = Listening.at(host, port).behind(proxies);
        return ServerSettings.USUAL
                .at(
                        keyStore == null || passwordFile == null
                                ? plain
                                : plain.with(new TlsKeyStore(
                                        keyStore, SecretFile.firstLine("--tls-password-file", passwordFile))))
                .telling(targets())
                .within(new RequestRates(
                        requestsPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(requestsPerSecond),
                        wrongKeys));
    }

    private List<WebhookTarget> targets() {
        if (webhooks.isEmpty() != (secretFile == null)) {
            throw LikenessException.invalid("give both --webhook and --webhook-secret-file, or none of them");
        }
        if (secretFile == null) {
            return List.of();
        }
        WebhookSecret secret = WebhookSecret.parse(SecretFile.firstLine("--webhook-secret-file", secretFile));
        return webhooks.stream()
                .map(address -> new WebhookTarget(address, secret))
                .toList();
    }
}
