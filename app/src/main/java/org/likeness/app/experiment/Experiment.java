package org.likeness.app.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.yaml.YamlReader;
import org.likeness.model.yaml.YamlValue;
import org.likeness.training.recipe.RecipeReader;

/**
 * A comparison of recipes: {@code docs/formats/experiment.md}.
 *
 * @param title        the question
 * @param seeds        seeds of the runs of each variant
 * @param testPeople   number of test people with two pictures or more, kept out of all training, the same for all runs
 * @param pairs        number of genuine pairs of the test people, and of impostor pairs
 * @param validation   number of validation people with two pictures or more, who select each run's best step and give its threshold, the
 *                     same for all runs; 0 if each run has its own
 * @param variants     by name; the first one is the reference
 */
public record Experiment(
        String title, List<Long> seeds, int testPeople, int pairs, int validation, Map<String, Variant> variants) {
    private static final Set<String> KEYS =
            Set.of("title", "seeds", "testPeople", "pairs", "validation", "recipe", "settings", "given", "variants");
    private static final String GIVEN = "given";

    /**
     * What is compared.
     *
     * @param recipe of its runs, except the seed
     * @param given  beside it
     */
    public record Variant(RecipeReader recipe, RunInputs given) {}

    public Experiment {
        seeds = List.copyOf(seeds);
        variants = new LinkedHashMap<>(variants);
    }

    /**
     * Reads an experiment's file.
     *
     * @param settings on top of the file's, such as {@code data.crop=0.5,0.5,0.7,0.7}; variants may differ from them
     * @throws LikenessException if it cannot be read, a key is unknown or missing, or a recipe is wrong
     */
    public static Experiment read(Path file, List<String> settings) {
        YamlValue document = YamlReader.file(file, "experiment");
        Map<String, YamlValue> entries = document.entries(KEYS);
        RecipeReader base = recipe(file, document);
        for (String setting : settings) {
            base = base.set(setting);
        }
        RunInputs given = given(RunInputs.ALL, document, file);
        Map<String, Variant> variants = new LinkedHashMap<>();
        for (Map.Entry<String, YamlValue> variant :
                entriesOf(document, "variants").entrySet()) {
            if (!variant.getKey().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s: the variant \"%s\" names a folder: letters, digits, dots and hyphens are expected",
                        variant.getValue().place(),
                        variant.getKey()));
            }
            RecipeReader recipe = base.with(variant.getValue().without(GIVEN));
            recipe.recipe(); // wrong settings are refused before the first run
            variants.put(variant.getKey(), new Variant(recipe, given(given, variant.getValue(), file)));
        }
        if (variants.isEmpty()) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "%s has no variants: each is a name with settings of a recipe", file));
        }
        return new Experiment(
                document.at("title").map(YamlValue::text).orElse(String.valueOf(file.getFileName())),
                seeds(file, document),
                number(file, document, "testPeople", 2),
                number(file, document, "pairs", 10),
                entries.containsKey("validation") ? number(file, document, "validation", 2) : 0,
                variants);
    }

    private static RecipeReader recipe(Path file, YamlValue document) {
        RecipeReader recipe = RecipeReader.defaults();
        Optional<Path> shared = document.at("recipe").map(path -> file.resolveSibling(path.text()));
        if (shared.isPresent()) {
            recipe = recipe.file(shared.get());
        }
        Optional<YamlValue> settings = document.at("settings");
        return settings.isPresent() ? recipe.with(settings.get()) : recipe;
    }

    private static RunInputs given(RunInputs before, YamlValue document, Path file) {
        return document.at(GIVEN).map(given -> before.with(given, file)).orElse(before);
    }

    private static Map<String, YamlValue> entriesOf(YamlValue document, String key) {
        return document.at(key).map(YamlValue::entries).orElse(Map.of());
    }

    private static List<Long> seeds(Path file, YamlValue document) {
        YamlValue given = document.at("seeds")
                .orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT, "%s: seeds is missing: a list such as [1, 2, 3] is expected", file)));
        List<Long> seeds = new ArrayList<>();
        for (YamlValue seed : given.items()) {
            long number = seed.whole(Long.MIN_VALUE, Long.MAX_VALUE);
            if (seeds.contains(number)) {
                throw given.refused("a list of whole numbers that differ");
            }
            seeds.add(number);
        }
        if (seeds.isEmpty()) {
            throw given.refused("a list such as [1, 2, 3]");
        }
        return seeds;
    }

    private static int number(Path file, YamlValue document, String key, int least) {
        return document.at(key)
                .map(number -> (int) number.whole(least, Integer.MAX_VALUE))
                .orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT, "%s: %s is missing: a whole number from %d on is expected", file, key, least)));
    }

    /** The recipe of a run. */
    public TrainingRecipe recipe(String variant, long seed) {
        return variant(variant).recipe().set("seed=" + seed).recipe();
    }

    /** What a variant's runs are given. */
    RunInputs given(String variant) {
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
