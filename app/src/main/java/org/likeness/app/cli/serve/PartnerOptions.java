package org.likeness.app.cli.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.likeness.api.client.ClientBuilder;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.RecognitionClient;
import org.likeness.app.cli.option.SecretFile;
import org.likeness.core.LikenessException;
import org.likeness.server.partner.PartnerGalleries;
import org.likeness.server.partner.PartnerGallery;
import picocli.CommandLine.Option;

/** How the services that have other galleries are asked. */
final class PartnerOptions {
    private static final String KEY_FILES = "--partner-key-file";
    private static final String ALLOW_PLAIN = "--allow-plain-partners";

    /** A caller waits meanwhile: a partner that is slower is said not to answer. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private static final Duration LONGEST_CONNECTION = Duration.ofSeconds(2);
    private static final int REPEATS = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    @Option(
            names = KEY_FILES,
            paramLabel = "NAME=FILE",
            split = ",\\s*",
            splitSynopsisLabel = ",",
            description =
                    "For a gallery of another service: file with a key of that service, of the role identify. May be repeated.")
    private final Map<String, Path> keyFiles = new TreeMap<>();

    @Option(
            names = ALLOW_PLAIN,
            description = "Send embeddings and keys to other services on other machines without encryption.")
    private boolean allowPlain;

    /**
     * Nothing is sent yet.
     *
     * @throws LikenessException if an address or a key is none, or a key is for no gallery
     */
    PartnerGalleries partners(List<NamedGallery> galleries) {
        keyFiles.keySet().stream()
                .filter(name -> galleries.stream().noneMatch(one -> one.name().equals(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw LikenessException.invalid(String.format(
                            Locale.ROOT,
                            "%s %s=…: no gallery of another service has that name; they are %s",
                            KEY_FILES,
                            name,
                            galleries.stream().map(NamedGallery::name).toList()));
                });
        return new PartnerGalleries(galleries.stream()
                .map(one -> new PartnerGallery(one.name(), client(one)))
                .toList());
    }

    private GalleryClient client(NamedGallery one) {
        ClientBuilder builder = builder(one);
        try {
            return (allowPlain ? builder.allowPlainHttp() : builder)
                    .build()
                    .gallery(one.partner().gallery());
        } catch (IllegalArgumentException e) { // others could read what is sent
            throw refused(one, e, " with " + ALLOW_PLAIN);
        }
    }

    private ClientBuilder builder(NamedGallery one) {
        try {
            ClientBuilder builder = RecognitionClient.builder(one.partner().service())
                    .confidential() // embeddings
                    .connectTimeout(LONGEST_CONNECTION)
                    .timeout(LONGEST_ANSWER)
                    .repeats(REPEATS, LONGEST_WAIT);
            Optional.ofNullable(keyFiles.get(one.name()))
                    .map(file -> SecretFile.firstLine(KEY_FILES, file))
                    .ifPresent(builder::key);
            return builder;
        } catch (IllegalArgumentException e) { // says what is wrong with the address or the key
            throw refused(one, e, "");
        }
    }

    private static LikenessException refused(NamedGallery one, IllegalArgumentException e, String remedy) {
        return LikenessException.invalid(
                String.format(Locale.ROOT, "gallery %s of another service: %s%s", one.name(), e.getMessage(), remedy));
    }
}
