package org.likeness.app.protocol;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.model.yaml.YamlReader;
import org.likeness.model.yaml.YamlValue;

/**
 * An evaluation protocol: {@code docs/formats/protocol.md}.
 *
 * @param title          title of the output
 * @param kind           kind of protocol
 * @param seed           seed of all random draws
 * @param rates          false-positive rates of open-set identification
 * @param share          share of the people with two pictures who are enrolled, in (0, 1]
 * @param enrolled       enrolled pictures per person
 * @param ways           number of people of an N-way trial
 * @param trials         number of N-way trials
 * @param threshold      distance at which clusters are cut; the encoder's own if it is missing
 * @param pairs          the pairs
 * @param templates      sets of pictures; {@code pairs} lists the comparisons
 * @param thresholdPairs pairs whose best threshold is used; if missing, that of the folds or of the encoder
 */
public record Protocol(
        String title,
        Kind kind,
        long seed,
        List<Double> rates,
        double share,
        int enrolled,
        int ways,
        int trials,
        OptionalDouble threshold,
        Optional<Path> pairs,
        Optional<Path> templates,
        Optional<Path> thresholdPairs) {
    private static final Set<String> KEYS = Set.of(
            "title",
            "kind",
            "seed",
            "rates",
            "share",
            "enrolled",
            "ways",
            "trials",
            "threshold",
            "pairs",
            "templates",
            "thresholdPairs");
    private static final int MOST_TRIALS = 10_000_000;

    /** Kinds of questions. */
    public enum Kind {
        /** A list of pairs: one person or two? */
        PAIRS,
        /** Sets of pictures compared with sets. */
        TEMPLATES,
        /** All pairs, and open-set identification, in ten trials. */
        BLUFR,
        /** Search of each face among all others. */
        RETRIEVAL,
        /** Clusters beside people. */
        CLUSTERING,
        /** A gallery, probes of its people, and strangers. */
        OPEN_SET,
        /** One of N people, each known by one picture. */
        N_WAY
    }

    /**
     * A protocol of the field by its name, or one's own by its file.
     *
     * @param name such as {@code lfw-view2}, or a YAML file
     * @param data pictures; LFW's lists are looked for beside them
     * @param seed of all draws, unless a file says it
     * @throws LikenessException if there is no such name or file, or the file is wrong
     */
    public static Protocol of(String name, Path data, long seed) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return read(file, seed);
        }
        return switch (name) {
            case "lfw-view1" ->
                pairs(
                        "LFW, View 1",
                        seed,
                        beside(data, "pairsDevTest.txt"),
                        Optional.of(beside(data, "pairsDevTrain.txt")));
            case "lfw-view2" -> pairs("LFW, View 2", seed, beside(data, "pairs.txt"), Optional.empty());
            default ->
                Arrays.stream(Kind.values())
                        .filter(kind -> hasUsual(kind) && EnumWord.of(kind).equals(name))
                        .findFirst()
                        .map(kind -> usual(kind, seed))
                        .orElseThrow(() -> LikenessException.notFound(String.format(
                                Locale.ROOT,
                                "no protocol \"%s\": lfw-view1, lfw-view2, %s, or a YAML file is expected",
                                name,
                                names())));
        };
    }

    /** Whether it can be asked without a file. */
    private static boolean hasUsual(Kind kind) {
        return kind != Kind.PAIRS && kind != Kind.TEMPLATES;
    }

    private static String names() {
        return Arrays.stream(Kind.values())
                .filter(Protocol::hasUsual)
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

    private static Protocol usual(Kind kind, long seed) {
        return new Protocol(
                EnumWord.of(kind),
                kind,
                seed,
                List.of(0.1, 0.01),
                0.5,
                1,
                20,
                2000,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Protocol pairs(String title, long seed, Path pairs, Optional<Path> thresholdPairs) {
        Protocol usual = usual(Kind.PAIRS, seed);
        return new Protocol(
                title,
                Kind.PAIRS,
                seed,
                usual.rates,
                usual.share,
                usual.enrolled,
                usual.ways,
                usual.trials,
                usual.threshold,
                Optional.of(pairs),
                Optional.empty(),
                thresholdPairs);
    }

    private static Protocol read(Path file, long seed) {
        YamlValue document = YamlReader.file(file, "protocol");
        Map<String, YamlValue> entries = document.entries(KEYS);
        Kind kind = document.at("kind")
                .flatMap(word -> EnumWord.find(Kind.class, word.word(EnumWord.all(Kind.class))))
                .orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s: kind is missing: %s is expected",
                        file,
                        String.join(" or ", EnumWord.all(Kind.class)))));
        Protocol usual = usual(kind, seed);
        if ((kind == Kind.PAIRS || kind == Kind.TEMPLATES) != entries.containsKey("pairs")) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s: the key pairs is required for kind: pairs and kind: templates, and not allowed for others",
                    file));
        }
        if ((kind == Kind.TEMPLATES) != entries.containsKey("templates")) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s: the key templates is required for kind: templates, and not allowed for others",
                    file));
        }
        return new Protocol(
                document.at("title").map(YamlValue::text).orElse(String.valueOf(file.getFileName())),
                kind,
                document.at("seed")
                        .map(number -> number.whole(Long.MIN_VALUE, Long.MAX_VALUE))
                        .orElse(seed),
                document.at("rates")
                        .map(rates ->
                                rates.items().stream().map(Protocol::share).toList())
                        .orElse(usual.rates),
                document.at("share").map(Protocol::share).orElse(usual.share),
                number(document, "enrolled", usual.enrolled, 1),
                number(document, "ways", usual.ways, 2),
                number(document, "trials", usual.trials, 1),
                document.at("threshold")
                        .map(threshold -> OptionalDouble.of(threshold.number()))
                        .orElse(OptionalDouble.empty()),
                list(document, "pairs", file),
                list(document, "templates", file),
                list(document, "thresholdPairs", file));
    }

    private static Optional<Path> list(YamlValue document, String key, Path file) {
        return document.at(key).map(path -> file.resolveSibling(path.text()));
    }

    private static double share(YamlValue value) {
        double share = value.number();
        if (!(share > 0 && share <= 1)) {
            throw value.refused("a number above 0 and at most 1");
        }
        return share;
    }

    private static int number(YamlValue document, String key, int otherwise, int least) {
        return document.at(key)
                .map(number -> (int) number.whole(least, MOST_TRIALS))
                .orElse(otherwise);
    }
}
