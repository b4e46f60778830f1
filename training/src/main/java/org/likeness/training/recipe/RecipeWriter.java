package org.likeness.training.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.likeness.core.recipe.TrainingRecipe;
import tools.jackson.databind.JsonNode;

/** Writes complete recipes, and lists the differences of two recipes. */
public final class RecipeWriter {
    private static final Set<String> OTHER_THAN_LEARNING = Set.of(
            "run.checkpointEvery",
            "run.keepCheckpoints",
            "run.keepBestCheckpoint",
            "run.logEvery",
            "run.threads",
            "run.loaderThreads",
            "run.store",
            "run.cacheMegabytes",
            "run.stopOnCollapse");

    private RecipeWriter() {}

    /** The recipe as YAML, every key in the records' order. */
    public static String yaml(TrainingRecipe recipe) {
        return RecipeFormat.YAML.writeValueAsString(recipe);
    }

    /**
     * The settings in which two recipes differ, each as {@code key: before → after}, in the keys' alphabetical order.
     *
     * @return none if the recipes are equal
     */
    public static List<String> differences(TrainingRecipe before, TrainingRecipe after) {
        Map<String, JsonNode> second = RecipeFormat.settings(after);
        List<String> differences = new ArrayList<>();
        RecipeFormat.settings(before).forEach((key, value) -> {
            JsonNode other = second.get(key);
            if (!value.equals(other)) {
                differences.add(
                        String.format(Locale.ROOT, "%s: %s → %s", key, text(value), other == null ? "" : text(other)));
            }
        });
        return differences;
    }

    /**
     * As {@link #differences}, without the settings that do not decide what is learned: a run may be resumed with others.
     */
    public static List<String> differencesInLearning(TrainingRecipe before, TrainingRecipe after) {
        return differences(before, after).stream()
                .filter(difference -> OTHER_THAN_LEARNING.stream().noneMatch(key -> difference.startsWith(key + ":")))
                .toList();
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}
