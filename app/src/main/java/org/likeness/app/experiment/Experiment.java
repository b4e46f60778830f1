package org.likeness.app.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.likeness.core.UserException;
import org.likeness.core.file.TextFile;
import org.likeness.core.recipe.RecipeReader;
import org.likeness.core.recipe.TrainingRecipe;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Recipes to be compared: {@code docs/formats/experiment.md}.
 *
 * @param title        what is asked
 * @param seeds        of the runs of each variant
 * @param judges       people with two pictures or more who are kept out of all training, the same ones for all runs
 * @param pairs        genuine ones, and as many impostor pairs, of the judges
 * @param validation   people with two pictures or more who select each run's best step and give its threshold, the same ones for all
 *                     runs; 0 lets each run hold some of its own back
 * @param variants     by their names; the first one is what the others are compared with
 */
public record Experiment(
        String title, List<Long> seeds, int judges, int pairs, int validation, Map<String, Variant> variants) {
    private static final Set<String> KEYS =
            Set.of("title", "seeds", "judges", "pairs", "validation", "recipe", "settings", "given", "variants");
    private static final String GIVEN = "given";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * What is compared.
     *
     * @param recipe of its runs, but for the seed
     * @param given  beside it
     */
    public record Variant(RecipeReader recipe, Given given) {}

    public Experiment {
        seeds = List.copyOf(seeds);
        variants = new LinkedHashMap<>(variants);
    }

    /**
     * Reads an experiment's file.
     *
     * @param settings on top of the file's, such as {@code data.crop=0.5,0.5,0.7,0.7}; variants may differ from them
     * @throws UserException if it cannot be read, a key is unknown or missing, or a recipe is wrong
     */
    public static Experiment read(Path file, List<String> settings) {
        JsonNode tree = tree(file);
        requireKeys(file, tree);
        RecipeReader base = RecipeReader.defaults();
        if (tree.has("recipe")) {
            base = base.file(file.resolveSibling(tree.get("recipe").asString("")));
        }
        base = with(base, tree.path("settings"), file + ", settings");
        for (String setting : settings) {
            base = base.set(setting);
        }
        Given given = Given.ALL.with(tree.path(GIVEN), file);
        Map<String, Variant> variants = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> variant : tree.path("variants").properties()) {
            if (!variant.getKey().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw new UserException(String.format(
                        Locale.ROOT,
                        "%s: the variant \"%s\" names a folder: letters, digits, dots and hyphens are wanted",
                        file,
                        variant.getKey()));
            }
            String source = String.format(Locale.ROOT, "%s, variant %s", file, variant.getKey());
            RecipeReader recipe = with(base, settings(variant.getValue()), source);
            recipe.recipe(); // wrong settings are refused before the first run
            variants.put(
                    variant.getKey(),
                    new Variant(recipe, given.with(variant.getValue().path(GIVEN), file)));
        }
        if (variants.isEmpty()) {
            throw new UserException(
                    String.format(Locale.ROOT, "%s has no variants: each is a name with settings of a recipe", file));
        }
        return new Experiment(
                tree.path("title").asString(file.getFileName().toString()),
                seeds(file, tree.path("seeds")),
                number(file, tree, "judges", 2),
                number(file, tree, "pairs", 10),
                tree.has("validation") ? number(file, tree, "validation", 2) : 0,
                variants);
    }

    private static JsonNode tree(Path file) {
        try {
            JsonNode tree = YAML.readTree(TextFile.read(file, "experiment"));
            if (tree == null || !tree.isObject()) {
                throw new UserException(String.format(
                        Locale.ROOT, "%s is no experiment: a YAML document with variants is wanted", file));
            }
            return tree;
        } catch (JacksonException e) {
            throw new UserException(
                    String.format(Locale.ROOT, "%s: not YAML that can be read: %s", file, e.getOriginalMessage()), e);
        }
    }

    private static void requireKeys(Path file, JsonNode tree) {
        Set<String> unknown = new TreeSet<>();
        tree.properties().forEach(entry -> unknown.add(entry.getKey()));
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new UserException(String.format(
                    Locale.ROOT, "%s: unknown %s; what is known: %s", file, unknown, new TreeSet<>(KEYS)));
        }
    }

    /** All but what is no setting of a recipe. */
    private static JsonNode settings(JsonNode variant) {
        return variant instanceof ObjectNode object ? object.deepCopy().without(GIVEN) : variant;
    }

    private static RecipeReader with(RecipeReader base, JsonNode settings, String source) {
        return settings.isMissingNode() || settings.isNull() || settings.isEmpty()
                ? base
                : base.yaml(YAML.writeValueAsString(settings), source);
    }

    private static List<Long> seeds(Path file, JsonNode given) {
        List<Long> seeds = new ArrayList<>();
        given.forEach(seed -> {
            if (!seed.isIntegralNumber() || seeds.contains(seed.longValue())) {
                throw new UserException(String.format(
                        Locale.ROOT, "%s: seeds is %s: whole numbers that differ are wanted", file, given));
            }
            seeds.add(seed.longValue());
        });
        if (seeds.isEmpty()) {
            throw new UserException(
                    String.format(Locale.ROOT, "%s: seeds is missing: a list such as [1, 2, 3] is wanted", file));
        }
        return seeds;
    }

    private static int number(Path file, JsonNode tree, String key, int least) {
        int number = tree.path(key).asInt(0);
        if (number < least) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    "%s: %s is %s: a whole number from %d on is wanted",
                    file,
                    key,
                    tree.path(key).isMissingNode() ? "missing" : tree.get(key),
                    least));
        }
        return number;
    }

    /** The recipe of a run. */
    public TrainingRecipe recipe(String variant, long seed) {
        return variant(variant).recipe().set("seed=" + seed).recipe();
    }

    /** What a variant's runs are given. */
    Given given(String variant) {
        return variant(variant).given();
    }

    private Variant variant(String name) {
        Variant variant = variants.get(name);
        if (variant == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "no variant \"%s\"", name));
        }
        return variant;
    }
}
