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
import java.util.stream.IntStream;
import org.likeness.core.UserException;
import org.likeness.core.file.TextFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What an encoder is asked: {@code docs/formats/protocol.md}.
 *
 * @param title          for the answer
 * @param kind           of question
 * @param seed           of all draws
 * @param rates          false-positive rates of open-set identification
 * @param share          of the people with two pictures who are enrolled, in (0, 1]
 * @param enrolled       pictures of each of them in the gallery
 * @param ways           people of an N-way trial
 * @param trials         N-way trials
 * @param threshold      at which clusters are cut; the encoder's own if it is missing
 * @param pairs          the pairs to judge
 * @param templates      sets of pictures, of which {@code pairs} says which are compared
 * @param thresholdPairs the pairs whose best threshold they are judged at; their folds or the encoder say it if it is missing
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
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
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
     * @throws UserException if there is no such name or file, or the file is wrong
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
                        .filter(kind -> hasUsual(kind) && name(kind).equals(name))
                        .findFirst()
                        .map(kind -> usual(kind, seed))
                        .orElseThrow(() -> new UserException(String.format(
                                Locale.ROOT,
                                "no protocol \"%s\": lfw-view1, lfw-view2, %s, or a YAML file is wanted",
                                name,
                                names())));
        };
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it can be asked without a file. */
    private static boolean hasUsual(Kind kind) {
        return kind != Kind.PAIRS && kind != Kind.TEMPLATES;
    }

    private static String names() {
        return Arrays.stream(Kind.values())
                .filter(Protocol::hasUsual)
                .map(Protocol::name)
                .collect(Collectors.joining(", "));
    }

    private static Path beside(Path data, String list) {
        List<Path> places =
                List.of(data.resolve(list), data.toAbsolutePath().normalize().resolveSibling(list));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new UserException(String.format(
                        Locale.ROOT,
                        "there is no %s in %s or beside it: put it there, or give it with --pairs",
                        list,
                        data)));
    }

    private static Protocol usual(Kind kind, long seed) {
        return new Protocol(
                name(kind),
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
        JsonNode tree = tree(file);
        Set<String> unknown = new TreeSet<>();
        tree.properties().forEach(entry -> unknown.add(entry.getKey()));
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new UserException(String.format(
                    Locale.ROOT, "%s: unknown %s; what is known: %s", file, unknown, new TreeSet<>(KEYS)));
        }
        String wanted = tree.path("kind").asString("");
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> name(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new UserException(String.format(
                        Locale.ROOT, "%s: kind is \"%s\": pairs, templates, %s is wanted", file, wanted, names())));
        Protocol usual = usual(kind, seed);
        if ((kind == Kind.PAIRS || kind == Kind.TEMPLATES) != tree.has("pairs")) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    "%s: the key pairs belongs to kind: pairs and to kind: templates, and is needed there",
                    file));
        }
        if ((kind == Kind.TEMPLATES) != tree.has("templates")) {
            throw new UserException(String.format(
                    Locale.ROOT, "%s: the key templates belongs to kind: templates, and is needed there", file));
        }
        return new Protocol(
                tree.path("title").asString(file.getFileName().toString()),
                kind,
                tree.path("seed").asLong(seed),
                tree.has("rates")
                        ? IntStream.range(0, tree.get("rates").size())
                                .mapToObj(i ->
                                        share(file, "rates", tree.get("rates").get(i)))
                                .toList()
                        : usual.rates,
                tree.has("share") ? share(file, "share", tree.get("share")) : usual.share,
                number(file, tree, "enrolled", usual.enrolled, 1),
                number(file, tree, "ways", usual.ways, 2),
                number(file, tree, "trials", usual.trials, 1),
                tree.has("threshold") ? OptionalDouble.of(tree.get("threshold").asDouble(-1)) : OptionalDouble.empty(),
                Optional.ofNullable(tree.get("pairs")).map(path -> file.resolveSibling(path.asString(""))),
                Optional.ofNullable(tree.get("templates")).map(path -> file.resolveSibling(path.asString(""))),
                Optional.ofNullable(tree.get("thresholdPairs")).map(path -> file.resolveSibling(path.asString(""))));
    }

    private static JsonNode tree(Path file) {
        try {
            JsonNode tree = YAML.readTree(TextFile.read(file, "protocol"));
            if (tree == null || !tree.isObject()) {
                throw new UserException(
                        String.format(Locale.ROOT, "%s is no protocol: a YAML document with a kind is wanted", file));
            }
            return tree;
        } catch (JacksonException e) {
            throw new UserException(
                    String.format(Locale.ROOT, "%s: not YAML that can be read: %s", file, e.getOriginalMessage()), e);
        }
    }

    private static double share(Path file, String key, JsonNode value) {
        double share = value.asDouble(0);
        if (!(share > 0 && share <= 1)) {
            throw new UserException(
                    String.format(Locale.ROOT, "%s: %s holds %s: above 0 and at most 1 is wanted", file, key, value));
        }
        return share;
    }

    private static int number(Path file, JsonNode tree, String key, int otherwise, int least) {
        if (!tree.has(key)) {
            return otherwise;
        }
        int number = tree.get(key).asInt(0);
        if (number < least || number > MOST_TRIALS) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    "%s: %s is %s: a whole number in [%d, %,d] is wanted",
                    file,
                    key,
                    tree.get(key),
                    least,
                    MOST_TRIALS));
        }
        return number;
    }
}
