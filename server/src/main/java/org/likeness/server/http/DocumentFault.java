package org.likeness.server.http;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.likeness.core.EnumWord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a document in the words of the interface, not in those of the library that reads it. */
final class DocumentFault {
    private static final int LONGEST_NAME = 100; // of a field that a client has made up

    private DocumentFault() {}

    static String of(JacksonException failure) {
        if (failure.getCause() instanceof IllegalArgumentException rule && rule.getMessage() != null) {
            return rule.getMessage(); // of a record
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return String.format(
                    Locale.ROOT,
                    "the field \"%s\" is unknown; known are %s",
                    shortened(unknown.getPropertyName()),
                    words(unknown.getKnownPropertyIds()));
        }
        String place = place(failure.getPath());
        String where = place.isEmpty() ? "" : place + ": ";
        if (failure instanceof DatabindException) {
            return where + expected(failure) + " is expected";
        }
        if (failure instanceof InputCoercionException) {
            return where + "a number is too large";
        }
        if (failure instanceof StreamConstraintsException) {
            return "a name, a text or a number in it is too long, or it is nested too deeply";
        }
        if (failure instanceof UnexpectedEndOfInputException) {
            return "it ends early";
        }
        boolean isTwice = failure.getOriginalMessage().startsWith("Duplicate");
        return String.format(
                Locale.ROOT,
                isTwice
                        ? "a field is there twice: line %d, column %d"
                        : "it is no JSON in UTF-8 from line %d, column %d on",
                failure.getLocation().getLineNr(),
                failure.getLocation().getColumnNr());
    }

    private static String expected(JacksonException failure) {
        Optional<Class<?>> type = failure instanceof MismatchedInputException mismatch
                ? Optional.ofNullable(mismatch.getTargetType())
                : Optional.empty();
        return type.map(DocumentFault::kind).orElse("another value");
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants())
                            .map(constant -> EnumWord.of((Enum<?>) constant))
                            .toList();
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (type == Long.class || type == long.class || type == Integer.class || type == int.class) {
            return "a whole number";
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive() ? "a number" : "an object";
    }

    /** Such as {@code pictures[0].data}. */
    private static String place(List<JacksonException.Reference> path) {
        return path.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String words(@Nullable Collection<Object> names) {
        return names == null
                ? "none"
                : names.stream().map(String::valueOf).sorted().toList().toString();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
