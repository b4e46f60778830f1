package org.likeness.app.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.likeness.api.WireJson;
import org.likeness.api.evaluation.EvaluationResult;
import org.likeness.api.model.ModelDescription;
import org.likeness.app.cli.Golden;

/** {@code docs/formats/json.md} has a table for every document of the module {@code api}, and every golden example. */
class JsonPageTest {
    private static final Path PAGE = Path.of("..", "docs", "formats", "json.md");
    private static final Pattern SECTION =
            Pattern.compile("^### `(\\w+)`\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (.*?) \\| .*\\|$", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("<!-- ([\\w.-]+) -->\n```json\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void everyRecordHasATableOfItsFields() throws Exception {
        SortedMap<String, List<String>> documented = new TreeMap<>();
        Matcher sections = SECTION.matcher(Files.readString(PAGE));
        while (sections.find()) {
            List<String> rows = ROW.matcher(sections.group(2))
                    .results()
                    .map(row -> row.group(1) + ": " + row.group(2))
                    .toList();
            if (!rows.isEmpty()) {
                assertThat(documented.put(sections.group(1), rows))
                        .as("one section %s", sections.group(1))
                        .isNull();
            }
        }
        SortedMap<String, List<String>> declared = new TreeMap<>();
        for (Class<?> type : records()) {
            assertThat(declared.put(type.getSimpleName(), fields(type)))
                    .as("one record %s", type.getSimpleName())
                    .isNull();
        }
        assertThat(documented).isEqualTo(declared);
    }

    private static List<String> fields(Class<?> type) {
        List<String> fields = new ArrayList<>();
        for (Class<?> kinds : List.of(EvaluationResult.class, ModelDescription.class)) {
            Arrays.stream(kinds.getAnnotation(JsonSubTypes.class).value())
                    .filter(kind -> kind.value() == type)
                    .forEach(kind -> fields.add("kind: `" + kind.name() + "`"));
        }
        for (RecordComponent component : type.getRecordComponents()) {
            boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            fields.add(
                    component.getName() + ": " + value(component.getGenericType()) + (mayBeNull ? ", or `null`" : ""));
        }
        return fields;
    }

    private static String value(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            String item = value(generic.getActualTypeArguments()[0]);
            return "list of " + (item.matches("text|(whole )?number") ? item + "s" : item);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return "object of texts";
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            List<String> words = Stream.of(plain.getEnumConstants())
                    .map(constant -> "`" + word(plain, (Enum<?>) constant) + "`")
                    .toList();
            int last = words.size() - 1;
            return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        } else if (type == String.class) {
            return "text";
        } else if (type == boolean.class) {
            return "truth value";
        } else if (type == double.class || type == Double.class) {
            return "number";
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "whole number";
        }
        String name = ((Class<?>) type).getSimpleName();
        return String.format(Locale.ROOT, "[`%s`](#%s)", name, name.toLowerCase(Locale.ROOT));
    }

    private static String word(Class<?> type, Enum<?> constant) {
        try {
            return type.getField(constant.name())
                    .getAnnotation(JsonProperty.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The records of the module, from its classes or its jar. */
    private static List<Class<?>> records() throws IOException, URISyntaxException, ClassNotFoundException {
        Path place = Path.of(WireJson.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(place)) {
            return records(place);
        }
        try (var jar = java.nio.file.FileSystems.newFileSystem(place)) {
            return records(jar.getPath("/"));
        }
    }

    private static List<Class<?>> records(Path classes) throws IOException, ClassNotFoundException {
        List<Class<?>> records = new ArrayList<>();
        List<String> names;
        try (Stream<Path> files = Files.walk(classes.resolve("org/likeness/api"))) {
            names = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
                    .map(name -> name.replace(".class", "").replaceAll("[/\\\\]", "."))
                    .sorted()
                    .toList();
        }
        for (String name : names) {
            Class<?> type = Class.forName(name);
            if (type.isRecord() && !type.getPackageName().endsWith(".client")) {
                records.add(type);
            }
        }
        assertThat(records).hasSizeGreaterThan(80);
        return records;
    }

    @Test
    void everyExampleIsThatOfTheTests() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, String> golden = new TreeMap<>();
        try (Stream<Path> files = Files.list(Golden.FOLDER)) {
            for (Path file : files.toList()) {
                golden.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        if (Golden.WRITES) {
            page = EXAMPLE.matcher(page)
                    .replaceAll(found -> Matcher.quoteReplacement(String.format(
                            Locale.ROOT, "<!-- %s -->\n```json\n%s```\n", found.group(1), golden.get(found.group(1)))));
            Files.writeString(PAGE, page);
        }
        Map<String, String> shown = EXAMPLE.matcher(page)
                .results()
                .collect(Collectors.toMap(example -> example.group(1), example -> example.group(2)));
        assertThat(new TreeMap<>(shown)).isEqualTo(golden);
    }
}
