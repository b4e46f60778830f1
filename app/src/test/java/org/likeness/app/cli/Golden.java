package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden examples of JSON answers, which {@code docs/formats/json.md} shows. An answer must have the example's fields in its order, the
 * same kinds of values, and the same values, except that
 *
 * <ul>
 *   <li>names of files are those below the test's folder, and of long texts the beginning is compared,
 *   <li>a list is compared by its first two elements,
 *   <li>other numbers than whole ones agree within a thousandth, because processors differ in the last digits,
 *   <li>values that a test names as measured, such as times, need be of the same kind alone.
 * </ul>
 *
 * <p>With {@code -Dgolden.write=true}, the examples are written anew.
 */
public final class Golden {
    /** Of the module {@code app}: the examples, one file a command. */
    public static final Path FOLDER = Path.of("src/test/resources/org/likeness/app/wire");

    /** Of the module {@code app}: examples of files. */
    private static final Path FILES = Path.of("src/test/resources/org/likeness/app/formats");

    /** Whether examples are to be written instead of compared. */
    public static final boolean WRITES = Boolean.getBoolean("golden.write");

    private static final int SHOWN = 2;
    private static final double TOLERANCE = 1e-3;
    private static final int LONG = 120; // characters of a text: a recipe has thousands
    private static final int WIDTH = 120; // columns of an example
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Golden() {}

    /**
     * Compares an answer with its example.
     *
     * @param name     of the example
     * @param folder   of the test
     * @param measured places of values that differ from machine to machine, as JSON pointers; {@code *} stands for any step, and
     *                 what lies below is meant too
     */
    public static void accept(String name, JsonNode answer, Path folder, String... measured) {
        accept(FOLDER.resolve(name + ".json"), answer, folder, measured);
    }

    /** Compares a file with its example, in the same way. */
    static void acceptFile(String name, JsonNode content, Path folder, String... measured) {
        accept(FILES.resolve(name), content, folder, measured);
    }

    private static void accept(Path file, JsonNode content, Path folder, String... measured) {
        JsonNode found =
                shown(content, folder.toString() + folder.getFileSystem().getSeparator());
        if (WRITES) {
            write(file, printed(found, 0) + "\n");
        }
        List<Pattern> loose = Stream.of(measured)
                .map(place -> Pattern.compile(place.replace("*", "[^/]+") + "(/.*)?"))
                .toList();
        compare(String.valueOf(file.getFileName()), "", JSON.readTree(text(file)), found, loose);
    }

    /** On one line where there is room. */
    private static String printed(JsonNode value, int indent) {
        String line = value.isContainer()
                ? JSON.writeValueAsString(value).replace("\":", "\": ").replace(",\"", ", \"")
                : JSON.writeValueAsString(value);
        if (!value.isContainer() || indent + line.length() < WIDTH) {
            return line;
        }
        String inside = "\n" + " ".repeat(indent + 2);
        Stream<String> items = value.isObject()
                ? value.propertyStream()
                        .map(entry -> "\"" + entry.getKey() + "\": " + printed(entry.getValue(), indent + 2))
                : value.valueStream().map(item -> printed(item, indent + 2));
        return items.collect(Collectors.joining(
                "," + inside,
                (value.isObject() ? "{" : "[") + inside,
                "\n" + " ".repeat(indent) + (value.isObject() ? "}" : "]")));
    }

    private static JsonNode shown(JsonNode value, String folder) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value.isString()) {
            String text = value.asString().replace(folder, "");
            return nodes.stringNode(text.length() > LONG ? text.substring(0, LONG) + "…" : text);
        } else if (value.isArray()) {
            ArrayNode list = nodes.arrayNode();
            value.valueStream().limit(SHOWN).forEach(item -> list.add(shown(item, folder)));
            return list;
        } else if (value.isObject()) {
            ObjectNode object = nodes.objectNode();
            value.propertyStream().forEach(entry -> object.set(entry.getKey(), shown(entry.getValue(), folder)));
            return object;
        }
        return value;
    }

    private static void compare(String name, String place, JsonNode golden, JsonNode found, List<Pattern> measured) {
        String where = name + place;
        assertThat(found.getNodeType()).as(where).isEqualTo(golden.getNodeType());
        boolean isLoose = measured.stream().anyMatch(one -> one.matcher(place).matches());
        if (golden.isObject()) {
            assertThat(List.copyOf(found.propertyNames()))
                    .as("fields of %s, in their order", where)
                    .isEqualTo(List.copyOf(golden.propertyNames()));
            golden.propertyStream()
                    .forEach(entry -> compare(
                            name, place + "/" + entry.getKey(), entry.getValue(), found.get(entry.getKey()), measured));
        } else if (golden.isArray()) {
            if (!isLoose) {
                assertThat(found.size()).as("elements of %s", where).isEqualTo(golden.size());
            }
            for (int i = 0; i < Math.min(golden.size(), found.size()); i++) {
                compare(name, place + "/" + i, golden.get(i), found.get(i), measured);
            }
        } else if (golden.isNumber()) {
            assertThat(found.isIntegralNumber())
                    .as("whether %s is whole", where)
                    .isEqualTo(golden.isIntegralNumber());
            if (!isLoose) {
                double tolerance = golden.isIntegralNumber() ? 0 : TOLERANCE * Math.max(1, Math.abs(golden.asDouble()));
                assertThat(found.asDouble()).as(where).isCloseTo(golden.asDouble(), within(tolerance));
            }
        } else if (!isLoose) {
            assertThat(found).as(where).isEqualTo(golden);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
