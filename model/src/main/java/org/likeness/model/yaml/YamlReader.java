package org.likeness.model.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.file.TextFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML document. Duplicate keys, aliases, a second document, and documents that are too large or too deeply nested are rejected.
 */
public final class YamlReader {
    private static final int MAX_CHARACTERS = 1_000_000;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String source;
    private final boolean places;

    private YamlReader(String source, boolean places) {
        this.source = source;
        this.places = places;
    }

    /**
     * Reads a file.
     *
     * @param kind what the file is, for messages, such as {@code recipe}
     * @return the document; null in YAML's sense if there is nothing in the file
     * @throws LikenessException if it cannot be read or is not one YAML document
     */
    public static YamlValue file(Path file, String kind) {
        return text(TextFile.read(file, kind), file.toString());
    }

    /**
     * Reads a text.
     *
     * @param source where it comes from, for messages that name line and column in it
     * @throws LikenessException if it is not one YAML document
     */
    public static YamlValue text(String yaml, String source) {
        return new YamlReader(source, true).read(yaml, "");
    }

    /**
     * Reads the value of one key.
     *
     * @param key    dotted
     * @param source where it comes from, for messages, which name nothing else
     * @throws LikenessException if it is not one YAML document
     */
    public static YamlValue value(String key, String yaml, String source) {
        return new YamlReader(source, false).read(yaml, key);
    }

    private YamlValue read(String yaml, String key) {
        if (yaml.length() > MAX_CHARACTERS) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%s: %,d characters: at most %,d are read", source, yaml.length(), MAX_CHARACTERS));
        }
        try (JsonParser parser = YAML.createParser(yaml)) {
            if (parser.nextToken() == null) {
                return new YamlValue(source, key, YAML.nullNode(), List.of(), Map.of());
            }
            YamlValue document = read(parser, key, place(parser.currentTokenLocation()));
            if (parser.nextToken() != null) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT, "%s: a second YAML document; one is read", place(parser.currentTokenLocation())));
            }
            return document;
        } catch (JacksonException e) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "%s: invalid YAML: %s", place(e.getLocation()), reason(e)), e);
        }
    }

    private YamlValue read(JsonParser parser, String key, String place) {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%s: the alias *%s: write what it stands for", place, parser.getString()));
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, YamlValue> entries = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String entryPlace = place(parser.currentTokenLocation());
                parser.nextToken();
                entries.put(name, read(parser, key.isEmpty() ? name : key + "." + name, entryPlace));
            }
            return new YamlValue(place, key, YAML.createObjectNode(), List.of(), entries);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<YamlValue> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(parser, key, place(parser.currentTokenLocation())));
            }
            return new YamlValue(place, key, YAML.createArrayNode(), items, Map.of());
        }
        return new YamlValue(place, key, parser.readValueAsTree(), List.of(), Map.of());
    }

    /** A document that breaks a limit of the parser comes without a place. */
    private String place(@Nullable TokenStreamLocation location) {
        return !places || location == null
                ? source
                : String.format(
                        Locale.ROOT,
                        "%s, line %d, column %d",
                        source,
                        Math.max(1, location.getLineNr()),
                        Math.max(1, location.getColumnNr()));
    }

    private static String reason(JacksonException e) {
        return e instanceof StreamConstraintsException
                ? "it is nested too deeply or too large"
                : Printable.firstLine(e.getOriginalMessage());
    }
}
