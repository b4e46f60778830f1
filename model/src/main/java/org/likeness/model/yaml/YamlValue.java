package org.likeness.model.yaml;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.likeness.core.EditDistance;
import org.likeness.core.LikenessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value in a YAML document: a scalar, a list or a mapping, with its location and its key. */
public final class YamlValue {
    private final String place;
    private final String key;
    private final JsonNode node;
    private final List<YamlValue> items;
    private final Map<String, YamlValue> entries;

    /** @param node a scalar, or an empty list or mapping, which tells the kind */
    YamlValue(String place, String key, JsonNode node, List<YamlValue> items, Map<String, YamlValue> entries) {
        this.place = place;
        this.key = key;
        this.node = node;
        this.items = items;
        this.entries = entries;
    }

    /** Where it stands, for messages, such as {@code mine.yaml, line 7, column 3}; an entry of a mapping stands where its key does. */
    public String place() {
        return place;
    }

    /** The keys that lead to it from the document's root, with dots between them; empty for the root. */
    public String key() {
        return key;
    }

    /** Whether it is a mapping. */
    public boolean isMapping() {
        return node.isObject();
    }

    /** Whether nothing stands there. */
    public boolean isNull() {
        return node.isNull();
    }

    /**
     * The entries of a mapping in the document's order; none where nothing stands.
     *
     * @throws LikenessException if it is a scalar or a list
     */
    public Map<String, YamlValue> entries() {
        if (!isMapping() && !isNull()) {
            throw refused("a mapping");
        }
        return entries;
    }

    /**
     * The entries of a mapping, of which all must be known.
     *
     * @throws LikenessException if it is no mapping, or has another key; the message names the nearest known one
     */
    public Map<String, YamlValue> entries(Collection<String> known) {
        for (Map.Entry<String, YamlValue> entry : entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s: unknown key \"%s\"; %s",
                        entry.getValue().place,
                        entry.getValue().key,
                        nearest(entry.getKey(), known)));
            }
        }
        return entries;
    }

    private static String nearest(String key, Collection<String> known) {
        return EditDistance.nearest(key, known)
                .map(text -> String.format(Locale.ROOT, "the most similar one is \"%s\"", text))
                .orElseGet(() -> "what is known: " + String.join(", ", new TreeSet<>(known)));
    }

    /**
     * The values of a list.
     *
     * @throws LikenessException if it is none
     */
    public List<YamlValue> items() {
        if (!node.isArray()) {
            throw refused("a list");
        }
        return items;
    }

    /**
     * A text.
     *
     * @throws LikenessException if it is another kind of value
     */
    public String text() {
        if (!node.isString()) {
            throw refused("a text");
        }
        return node.stringValue();
    }

    /**
     * One of some words.
     *
     * @throws LikenessException if it is another one
     */
    public String word(Collection<String> words) {
        if (!node.isString() || !words.contains(node.stringValue())) {
            throw refused(String.join(" or ", words));
        }
        return node.stringValue();
    }

    /**
     * A whole number.
     *
     * @throws LikenessException if it is another kind of value, or outside of the bounds, which are included
     */
    public long whole(long least, long most) {
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < least
                || node.longValue() > most) {
            throw refused(String.format(Locale.ROOT, "a whole number in [%,d, %,d]", least, most));
        }
        return node.longValue();
    }

    /**
     * A number.
     *
     * @throws LikenessException if it is another kind of value, or not finite
     */
    public double number() {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw refused("a number");
        }
        return node.doubleValue();
    }

    /** Why the value is refused: its place, what it is, and what is expected. */
    public LikenessException refused(String expected) {
        return LikenessException.invalid(String.format(
                Locale.ROOT,
                "%s: %s is %s: %s is expected",
                place,
                key.isEmpty() ? "the document" : key,
                tree(),
                expected));
    }

    /** The value without places. */
    public JsonNode tree() {
        if (isMapping()) {
            ObjectNode mapping = JsonNodeFactory.instance.objectNode();
            entries.forEach((name, value) -> mapping.set(name, value.tree()));
            return mapping;
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> list.add(item.tree()));
            return list;
        }
        return node;
    }

    /** A mapping without one of its entries. */
    public YamlValue without(String name) {
        Map<String, YamlValue> others = new LinkedHashMap<>(entries());
        others.remove(name);
        return new YamlValue(place, key, node, items, others);
    }

    /** An entry of a mapping. */
    public Optional<YamlValue> at(String name) {
        return Optional.ofNullable(entries().get(name));
    }
}
