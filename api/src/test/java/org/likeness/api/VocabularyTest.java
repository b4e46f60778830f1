package org.likeness.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One name for one thing: the rules of docs/formats/json.md, for all records of the module. */
class VocabularyTest {
    private static final Set<Class<?>> PLAIN = Set.of(
            int.class, long.class, double.class, boolean.class, Integer.class, Long.class, Double.class, String.class);
    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);

    /** Whole numbers that count nothing. */
    private static final Set<String> NO_COUNTS = Set.of(
            "version",
            "sequence",
            "personId",
            "faceId",
            "set",
            "seed",
            "firstPerson",
            "step",
            "pictureNumber",
            "bestStep",
            "opset",
            "ways",
            "gain",
            "size",
            "pictureSize",
            "inputSize",
            "inputWidth",
            "inputHeight",
            "embeddingSize",
            "leastWidth",
            "greatestWidth",
            "leastHeight",
            "greatestHeight",
            "peakMegabytes",
            "cacheMegabytes",
            "heapSize",
            "memorySize",
            "freeMemorySize",
            "freeSize",
            "width",
            "height",
            "status",
            "next",
            "into",
            "port",
            "line",
            "expectedLine",
            "shape");

    /** Lists whose names are no plain plural. */
    private static final Set<String> PLURALS = Set.of(
            "training",
            "histogram",
            "identical",
            "nearIdentical",
            "people",
            "underTwoNames",
            "cumulativeMatch",
            "published",
            "shape",
            "provenance",
            "embedding");

    @Test
    void everyComponentIsAPlainValueOrAnotherRecordOfThisModule() {
        for (RecordComponent component : components()) {
            assertThat(isOfTheModule(component.getGenericType()))
                    .as("%s", component)
                    .isTrue();
        }
    }

    private static boolean isOfTheModule(Type type) {
        if (type instanceof ParameterizedType generic) {
            boolean isList = generic.getRawType() == List.class;
            boolean isTexts = generic.getTypeName().equals("java.util.Map<java.lang.String, java.lang.String>");
            return isTexts || isList && isOfTheModule(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain
                && (PLAIN.contains(plain) || plain.getName().startsWith("org.likeness.api."));
    }

    @Test
    void numbersOfThingsEndInCountAndListsArePlural() {
        for (RecordComponent component : components()) {
            String name = component.getName();
            if (WHOLE.contains(component.getType()) && !NO_COUNTS.contains(name)) {
                assertThat(name).as("%s", component).matches("count|.*Count");
            } else if (component.getType() == List.class) {
                assertThat(PLURALS.contains(name) || name.matches(".*(s|People)"))
                        .as("%s", component)
                        .isTrue();
            } else {
                assertThat(name).as("%s", component).doesNotEndWith("Count");
            }
        }
    }

    @Test
    void aNameIsOfOneKindOfValueInAllAnswers() {
        SortedMap<String, Set<String>> kinds = new TreeMap<>();
        for (RecordComponent component : components()) {
            kinds.computeIfAbsent(component.getName(), name -> new TreeSet<>()).add(kind(component));
        }
        assertThat(kinds).allSatisfy((name, found) -> assertThat(found).as(name).hasSize(1));
    }

    private static String kind(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class || type.isEnum()) {
            return "text";
        } else if (type == boolean.class) {
            return "truth value";
        } else if (PLAIN.contains(type)) {
            return "number";
        } else if (type == List.class) {
            Type item = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return "list of " + (item instanceof Class<?> plain && PLAIN.contains(plain) ? plain.getName() : "objects");
        }
        return "object";
    }

    @Test
    void constantsHaveWords() throws NoSuchFieldException {
        for (Class<?> type : types()) {
            if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    String name = ((Enum<?>) constant).name();
                    assertThat(type.getField(name)
                                    .getAnnotation(JsonProperty.class)
                                    .value())
                            .as("%s.%s, in the words of recipes", type, name)
                            .isEqualTo(name.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
                }
            }
        }
    }

    private static List<RecordComponent> components() {
        List<RecordComponent> found = types().stream()
                .filter(Class::isRecord)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .toList();
        assertThat(found).hasSizeGreaterThan(200);
        return found;
    }

    /** All types of documents. */
    private static List<Class<?>> types() {
        try {
            Path classes = Path.of(WireJson.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
                        .filter(name -> !name.matches("org.likeness.api.client.*")) // no documents
                        .<Class<?>>map(name -> type(name.replace(".class", "").replaceAll("[/\\\\]", ".")))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
