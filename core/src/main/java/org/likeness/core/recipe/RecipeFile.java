package org.likeness.core.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.UserException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Reads recipes: a file gives any part of the settings, the rest comes from the default recipe, and single settings may
 * be laid on top. What the default recipe does not know is refused. {@code docs/formats/recipe.md} lists the keys.
 */
public final class RecipeFile {
    private static final String DEFAULT = "default-recipe.yaml";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new RecipeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();

    private RecipeFile() {}

    /** The default recipe. */
    public static TrainingRecipe defaults() {
        return value(defaultTree(), DEFAULT);
    }

    /**
     * Reads a recipe.
     *
     * @param file      gives any part of the settings; none for the default recipe
     * @param overrides such as {@code mining.strategy=batch-hard}, laid on top in their order
     * @throws UserException if a key is unknown or a value is not allowed; the message names it
     */
    public static TrainingRecipe read(Optional<Path> file, List<String> overrides) {
        return parse(
                file.map(path -> path.toString()).orElse(DEFAULT),
                file.map(RecipeFile::text).orElse(""),
                overrides);
    }

    /**
     * Parses a recipe's text.
     *
     * @param name for messages
     * @param yaml any part of the settings; possibly empty
     * @throws UserException if a key is unknown or a value is not allowed; the message names it
     */
    public static TrainingRecipe parse(String name, String yaml, List<String> overrides) {
        ObjectNode settings = defaultTree();
        JsonNode given = tree(name, yaml);
        if (given.isObject()) {
            merge(name, "", settings, given);
        } else if (!given.isMissingNode() && !given.isNull()) {
            throw new UserException("%s: a recipe is a list of keys with values, such as \"mining:\"".formatted(name));
        }
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new UserException(
                        "--set %s: key=value is wanted, such as mining.strategy=batch-hard".formatted(override));
            }
            String key = override.substring(0, equals);
            merge("--set", "", settings, nested(key, tree("--set " + key, override.substring(equals + 1))));
        }
        return value(settings, name);
    }

    /** The whole recipe as YAML; {@link #parse} reads it back equal. */
    public static String write(TrainingRecipe recipe) {
        return YAML.writeValueAsString(recipe);
    }

    private static ObjectNode nested(String dottedKey, JsonNode value) {
        ObjectNode root = YAML.createObjectNode();
        String[] keys = dottedKey.split("\\.", -1);
        ObjectNode node = root;
        for (int i = 0; i < keys.length - 1; i++) {
            node = node.putObject(keys[i]);
        }
        node.set(keys[keys.length - 1], value);
        return root;
    }

    private static void merge(String name, String prefix, ObjectNode base, JsonNode given) {
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            String key = prefix + entry.getKey();
            JsonNode known = base.get(entry.getKey());
            if (known == null) {
                throw new UserException(
                        "%s: unknown key \"%s\"; did you mean \"%s\"?".formatted(name, key, nearest(key)));
            }
            if (known instanceof ObjectNode inner) {
                if (!entry.getValue().isObject()) {
                    throw new UserException("%s: \"%s\" takes keys of its own, such as \"%s\""
                            .formatted(
                                    name,
                                    key,
                                    key + "." + inner.propertyNames().iterator().next()));
                }
                merge(name, key + ".", inner, entry.getValue());
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static TrainingRecipe value(ObjectNode settings, String name) {
        try {
            return YAML.treeToValue(settings, TrainingRecipe.class);
        } catch (JacksonException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof UserException user) {
                    throw user;
                }
            }
            String key = e.getPath().stream()
                    .map(JacksonException.Reference::getPropertyName)
                    .filter(part -> part != null)
                    .reduce((a, b) -> a + "." + b)
                    .orElse("");
            throw new UserException(
                    "%s: \"%s\": %s"
                            .formatted(
                                    name,
                                    key,
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        }
    }

    private static JsonNode tree(String name, String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JacksonException e) {
            throw new UserException(
                    "%s is not YAML: %s"
                            .formatted(
                                    name,
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        }
    }

    private static ObjectNode defaultTree() {
        try (InputStream in = RecipeFile.class.getResourceAsStream(DEFAULT)) {
            if (in == null) {
                throw new IllegalStateException(DEFAULT + " is missing from the class path");
            }
            return (ObjectNode) YAML.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UserException("%s: no such recipe".formatted(file), e);
        } catch (IOException e) {
            throw new UserException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String nearest(String key) {
        List<String> known = new ArrayList<>();
        collect("", defaultTree(), known);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> editDistance(candidate, key)))
                .orElseThrow();
    }

    private static void collect(String prefix, JsonNode node, List<String> keys) {
        node.properties().forEach(entry -> {
            keys.add(prefix + entry.getKey());
            if (entry.getValue().isObject()) {
                collect(prefix + entry.getKey() + ".", entry.getValue(), keys);
            }
        });
    }

    /** Levenshtein's distance of two keys. */
    private static int editDistance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
