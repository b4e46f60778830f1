package org.likeness.training.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.likeness.core.EditDistance;
import org.likeness.core.EnumWord;
import org.likeness.core.Internal;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.SettingException;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.yaml.YamlReader;
import org.likeness.model.yaml.YamlValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Assembles a recipe from the defaults, files and single settings. Readers are immutable: each call returns a new one, and later settings
 * override earlier ones. {@code docs/formats/recipe.md} lists the keys.
 *
 * <pre>{@code
 * TrainingRecipe recipe = RecipeReader.defaults()
 *         .file(Path.of("recipes/lfw-from-scratch.yaml"))
 *         .set("mining.strategy=batch-hard")
 *         .recipe();
 * }</pre>
 */
public final class RecipeReader {
    private static final String DEFAULTS = "default-recipe.yaml";

    private final Map<String, YamlValue> settings;

    private RecipeReader(Map<String, YamlValue> settings) {
        this.settings = settings;
    }

    /** The defaults of all settings. */
    public static RecipeReader defaults() {
        try (InputStream resource = RecipeReader.class.getResourceAsStream(DEFAULTS)) {
            if (resource == null) {
                throw new IllegalStateException(String.format(Locale.ROOT, "%s is not on the class path", DEFAULTS));
            }
            String yaml = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return new RecipeReader(flat(YamlReader.text(yaml, DEFAULTS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts a file's settings on top.
     *
     * @param file YAML; any part of a recipe
     * @throws LikenessException if it cannot be read, is not YAML or has an unknown key
     */
    public RecipeReader file(Path file) {
        return with(YamlReader.file(file, "recipe"));
    }

    /**
     * Puts settings on top.
     *
     * @param yaml   any part of a recipe
     * @param source where it comes from, for messages
     * @throws LikenessException if it is not YAML or has an unknown key
     */
    public RecipeReader yaml(String yaml, String source) {
        return with(YamlReader.text(yaml, source));
    }

    /**
     * Puts one setting on top.
     *
     * @param assignment {@code key=value}, such as {@code network.embeddingSize=64}; the value is YAML
     * @throws LikenessException if it is no assignment or has an unknown key
     */
    public RecipeReader set(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1 || equals == assignment.length() - 1) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "setting %s: key=value is expected, such as mining.strategy=batch-hard", assignment));
        }
        String key = assignment.substring(0, equals).strip();
        YamlValue value = YamlReader.value(key, assignment.substring(equals + 1), "setting " + assignment);
        Map<String, YamlValue> settings = new LinkedHashMap<>();
        flatten(key, value, settings);
        return with(settings);
    }

    /**
     * Puts settings on top.
     *
     * @param settings any part of a recipe: a mapping, or nothing
     * @throws LikenessException if it is something else or has an unknown key
     */
    @Internal
    public RecipeReader with(YamlValue settings) {
        return with(flat(settings));
    }

    private static Map<String, YamlValue> flat(YamlValue settings) {
        Map<String, YamlValue> flat = new LinkedHashMap<>();
        settings.entries().forEach((name, value) -> flatten(name, value, flat));
        return flat;
    }

    private static void flatten(String key, YamlValue value, Map<String, YamlValue> settings) {
        if (value.isMapping()) {
            value.entries().forEach((name, inner) -> flatten(key + "." + name, inner, settings));
        } else {
            settings.put(key, value);
        }
    }

    /**
     * The recipe.
     *
     * @throws LikenessException if a value is of the wrong type or out of its range
     */
    public TrainingRecipe recipe() {
        ObjectNode tree = RecipeFormat.YAML.createObjectNode();
        settings.forEach((key, given) -> {
            int dot = key.lastIndexOf('.');
            if (dot < 0) {
                tree.set(key, given.tree());
            } else {
                tree.withObject("/" + key.substring(0, dot).replace('.', '/'))
                        .set(key.substring(dot + 1), given.tree());
            }
        });
        try {
            return RecipeFormat.YAML.treeToValue(tree, TrainingRecipe.class);
        } catch (JacksonException e) {
            throw refusal(e);
        }
    }

    private RecipeReader with(Map<String, YamlValue> more) {
        Map<String, YamlValue> all = new LinkedHashMap<>(settings);
        more.forEach((key, given) -> {
            if (settings.containsKey(key)) {
                all.put(key, given);
            } else if (!isEmptySection(key, given)) {
                throw unknown(key, given);
            }
        });
        return new RecipeReader(all);
    }

    private boolean isEmptySection(String key, YamlValue given) {
        return given.isNull() && keysUnder(key + ".").length > 0;
    }

    private String[] keysUnder(String prefix) {
        return settings.keySet().stream().filter(key -> key.startsWith(prefix)).toArray(String[]::new);
    }

    private LikenessException unknown(String key, YamlValue given) {
        String[] inside = keysUnder(key + ".");
        if (inside.length > 0) {
            return LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s: %s is a section with the keys %s",
                    given.place(),
                    key,
                    Arrays.stream(inside)
                            .map(inner -> inner.substring(key.length() + 1))
                            .collect(Collectors.joining(", "))));
        }
        return LikenessException.invalid(
                String.format(Locale.ROOT, "%s: unknown key \"%s\"; %s", given.place(), key, wayOut(key)));
    }

    private String wayOut(String key) {
        return settings.keySet().stream()
                .filter(known -> EditDistance.isNear(key, known) || EditDistance.isNear(name(key), name(known)))
                .min(Comparator.comparingInt(known -> unlikeness(key, known)))
                .map(known -> "the most similar one is \"" + known + "\"")
                .orElseGet(() -> "no similar key is known; sections are "
                        + settings.keySet().stream()
                                .map(known -> known.replaceFirst("[.].*", "."))
                                .distinct()
                                .collect(Collectors.joining(", ")));
    }

    /** A key under a wrong section is as near as its last name is. */
    private static int unlikeness(String key, String known) {
        return Math.min(2 * EditDistance.between(key, known), 1 + 2 * EditDistance.between(name(key), name(known)));
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private LikenessException refusal(JacksonException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingException setting) {
                return LikenessException.invalid(where(setting.key()) + ": " + setting.getMessage(), e);
            }
        }
        String key = e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        Throwable cause = e.getCause();
        if (cause instanceof IllegalArgumentException) {
            return LikenessException.invalid(
                    String.format(Locale.ROOT, "%s: %s: %s", where(key), key, cause.getMessage()), e);
        }
        YamlValue given = settings.get(key);
        JsonNode found = given == null ? RecipeFormat.YAML.nullNode() : given.tree();
        return LikenessException.invalid(
                String.format(Locale.ROOT, "%s: %s is %s: %s is expected", where(key), key, found, wanted(e)), e);
    }

    private String where(String key) {
        YamlValue given = settings.get(key);
        return given == null ? "recipe" : given.place();
    }

    private static String wanted(JacksonException e) {
        if (e instanceof InputCoercionException) {
            return "an integer with fewer digits";
        }
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : Object.class;
        if (type == int.class || type == long.class) {
            return "a whole number";
        } else if (type == boolean.class) {
            return "true or false";
        } else if (type == double.class || type == Double.class) {
            return "a number";
        } else if (type != null && type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> EnumWord.of((Enum<?>) constant))
                    .collect(Collectors.joining(" or "));
        }
        return type == String.class ? "a text" : "a list of numbers";
    }
}
