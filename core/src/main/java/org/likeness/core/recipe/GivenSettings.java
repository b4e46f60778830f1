package org.likeness.core.recipe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.likeness.core.UserException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** Takes YAML apart into settings by their dotted keys, each with the place where it stands. */
final class GivenSettings {
    /**
     * A value that somebody gave.
     *
     * @param value a scalar or a list
     * @param where for messages, such as {@code my.yaml line 7}
     */
    record Given(JsonNode value, String where) {}

    private final String source;
    private final boolean lines;
    private final Map<String, Given> settings = new LinkedHashMap<>();

    private GivenSettings(String source, boolean lines) {
        this.source = source;
        this.lines = lines;
    }

    /**
     * @param yaml   a document, or nothing
     * @param prefix the key that it is the value of; empty for a whole recipe
     * @param source where it comes from
     * @param lines  whether messages name its lines
     * @throws UserException if it is not YAML
     */
    static Map<String, Given> read(String yaml, String prefix, String source, boolean lines) {
        GivenSettings given = new GivenSettings(source, lines);
        try (JsonParser parser = RecipeFormat.YAML.createParser(yaml)) {
            if (parser.nextToken() != null) {
                given.value(prefix, parser);
                if (parser.nextToken() != null) {
                    throw new UserException(String.format(
                            Locale.ROOT, "%s: a second YAML document; a recipe is one", given.where(parser)));
                }
            }
        } catch (JacksonException e) {
            throw new UserException(
                    String.format(
                            Locale.ROOT,
                            "%s: not YAML that can be read: %s",
                            where(source, e.getLocation()),
                            reason(e)),
                    e);
        }
        return given.settings;
    }

    /** A document that breaks a limit of the reader comes without a place. */
    private static String where(String source, @Nullable TokenStreamLocation place) {
        return place == null ? source : source + " line " + Math.max(1, place.getLineNr());
    }

    private static String reason(JacksonException e) {
        return e instanceof StreamConstraintsException
                ? "it is nested too deeply or too large"
                : e.getOriginalMessage().lines().findFirst().orElse("unknown");
    }

    private void value(String key, JsonParser parser) {
        String where = where(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            settings.put(key, new Given(parser.readValueAsTree(), where));
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            value(key.isEmpty() ? name : key + "." + name, parser);
        }
    }

    private String where(JsonParser parser) {
        return lines ? source + " line " + parser.currentTokenLocation().getLineNr() : source;
    }
}
