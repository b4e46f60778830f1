package org.likeness.app.protocol;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.evaluation.identification.Protocol;
import org.likeness.core.evaluation.identification.Protocol.Kind;
import org.likeness.model.yaml.YamlReader;
import org.likeness.model.yaml.YamlValue;

/** Finds an evaluation protocol by its name, or reads it from a YAML file: {@code docs/formats/protocol.md}. */
public final class ProtocolReader {
    private static final Set<String> KEYS_OF_ALL = Set.of("title", "kind", "seed");
    private static final List<Double> USUAL_RATES = List.of(0.1, 0.01);
    private static final double USUAL_SHARE = 0.5;
    private static final int USUAL_ENROLLED = 1;
    private static final int USUAL_WAYS = 20;
    private static final int USUAL_TRIALS = 2000;
    private static final int MOST_TRIALS = 10_000_000;

    private final Path file;
    private final YamlValue document;
    private final String title;
    private final long seed;

    private ProtocolReader(Path file, YamlValue document, long seed) {
        this.file = file;
        this.document = document;
        this.title = document.at("title").map(YamlValue::text).orElse(String.valueOf(file.getFileName()));
        this.seed = document.at("seed")
                .map(number -> number.whole(Long.MIN_VALUE, Long.MAX_VALUE))
                .orElse(seed);
    }

    /**
     * A protocol of the field by its name, or one's own by its file.
     *
     * @param name such as {@code lfw-view2}, or a YAML file
     * @param data pictures; LFW's lists are looked for beside them
     * @param seed of all draws, unless a file states it
     * @throws LikenessException if there is no such name or file, or the file is wrong
     */
    public static Protocol of(String name, Path data, long seed) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return read(file, seed);
        }
        return switch (name) {
            case "lfw-view1" ->
                new Protocol.OfPairs(
                        "LFW, View 1",
                        seed,
                        beside(data, "pairsDevTest.txt"),
                        Optional.of(beside(data, "pairsDevTrain.txt")));
            case "lfw-view2" -> new Protocol.OfPairs("LFW, View 2", seed, beside(data, "pairs.txt"), Optional.empty());
            default ->
                EnumWord.find(Kind.class, name)
                        .flatMap(kind -> usual(kind, seed))
                        .orElseThrow(() -> LikenessException.notFound(String.format(
                                Locale.ROOT,
                                "no protocol \"%s\": lfw-view1, lfw-view2, %s, or a YAML file is expected",
                                name,
                                names())));
        };
    }

    /** The protocol of a kind that can be asked without a file. */
    private static Optional<Protocol> usual(Kind kind, long seed) {
        String title = EnumWord.of(kind);
        return switch (kind) {
            case PAIRS, TEMPLATES -> Optional.empty();
            case BLUFR -> Optional.of(new Protocol.OfBlufr(title, seed));
            case RETRIEVAL -> Optional.of(new Protocol.OfRetrieval(title, seed));
            case CLUSTERING -> Optional.of(new Protocol.OfClustering(title, seed, OptionalDouble.empty()));
            case OPEN_SET -> Optional.of(new Protocol.OfOpenSet(title, seed, USUAL_RATES, USUAL_SHARE, USUAL_ENROLLED));
            case N_WAY -> Optional.of(new Protocol.OfNWay(title, seed, USUAL_WAYS, USUAL_TRIALS));
        };
    }

    private static String names() {
        return Arrays.stream(Kind.values())
                .filter(kind -> usual(kind, 0).isPresent())
                .map(EnumWord::of)
                .collect(Collectors.joining(", "));
    }

    private static Path beside(Path data, String list) {
        List<Path> places =
                List.of(data.resolve(list), data.toAbsolutePath().normalize().resolveSibling(list));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> LikenessException.notFound(String.format(
                        Locale.ROOT,
                        "%s was found neither in %s nor beside it: put it there, or give it with --pairs",
                        list,
                        data)));
    }

    private static Protocol read(Path file, long seed) {
        YamlValue document = YamlReader.file(file, "protocol");
        document.entries(allKeys());
        Kind kind = document.at("kind")
                .flatMap(word -> EnumWord.find(Kind.class, word.word(EnumWord.all(Kind.class))))
                .orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s: kind is missing: %s is expected",
                        file,
                        String.join(" or ", EnumWord.all(Kind.class)))));
        ProtocolReader reader = new ProtocolReader(file, document, seed);
        reader.requireKeysOf(kind);
        return reader.protocol(kind);
    }

    private static Set<String> allKeys() {
        Set<String> keys = new TreeSet<>(KEYS_OF_ALL);
        Arrays.stream(Kind.values()).forEach(kind -> keys.addAll(keys(kind)));
        return keys;
    }

    /** The keys that only some kinds have. */
    private static Set<String> keys(Kind kind) {
        return switch (kind) {
            case PAIRS -> Set.of("pairs", "thresholdPairs");
            case TEMPLATES -> Set.of("templates", "pairs");
            case BLUFR, RETRIEVAL -> Set.of();
            case CLUSTERING -> Set.of("threshold");
            case OPEN_SET -> Set.of("rates", "share", "enrolled");
            case N_WAY -> Set.of("ways", "trials");
        };
    }

    /** Refuses keys of other kinds, which would be ignored. */
    private void requireKeysOf(Kind kind) {
        Set<String> others = allKeys();
        others.removeAll(KEYS_OF_ALL);
        others.removeAll(keys(kind));
        others.stream().filter(key -> document.at(key).isPresent()).findFirst().ifPresent(key -> {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%s: the key %s is not allowed for kind: %s", file, key, EnumWord.of(kind)));
        });
    }

    private Protocol protocol(Kind kind) {
        return switch (kind) {
            case PAIRS -> new Protocol.OfPairs(title, seed, required("pairs", kind), list("thresholdPairs"));
            case TEMPLATES ->
                new Protocol.OfTemplates(title, seed, required("templates", kind), required("pairs", kind));
            case BLUFR -> new Protocol.OfBlufr(title, seed);
            case RETRIEVAL -> new Protocol.OfRetrieval(title, seed);
            case CLUSTERING ->
                new Protocol.OfClustering(
                        title,
                        seed,
                        document.at("threshold")
                                .map(threshold -> OptionalDouble.of(threshold.number()))
                                .orElse(OptionalDouble.empty()));
            case OPEN_SET ->
                new Protocol.OfOpenSet(
                        title,
                        seed,
                        document.at("rates").map(ProtocolReader::rates).orElse(USUAL_RATES),
                        document.at("share").map(ProtocolReader::share).orElse(USUAL_SHARE),
                        number("enrolled", USUAL_ENROLLED, 1));
            case N_WAY ->
                new Protocol.OfNWay(title, seed, number("ways", USUAL_WAYS, 2), number("trials", USUAL_TRIALS, 1));
        };
    }

    private Path required(String key, Kind kind) {
        return list(key)
                .orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT, "%s: the key %s is required for kind: %s", file, key, EnumWord.of(kind))));
    }

    private Optional<Path> list(String key) {
        return document.at(key).map(path -> file.resolveSibling(path.text()));
    }

    private static List<Double> rates(YamlValue value) {
        List<Double> rates = value.items().stream().map(ProtocolReader::share).toList();
        if (rates.isEmpty()) {
            throw value.refused("a list of one rate or more");
        }
        return rates;
    }

    private static double share(YamlValue value) {
        double share = value.number();
        if (!(share > 0 && share <= 1)) {
            throw value.refused("a number above 0 and at most 1");
        }
        return share;
    }

    private int number(String key, int otherwise, int least) {
        return document.at(key)
                .map(number -> (int) number.whole(least, MOST_TRIALS))
                .orElse(otherwise);
    }
}
