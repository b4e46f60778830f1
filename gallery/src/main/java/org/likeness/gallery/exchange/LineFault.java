package org.likeness.gallery.exchange;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a line in the words of the format, not in those of the library that reads it. */
final class LineFault {
    static final String NO_OBJECT = "an object is expected";

    private static final int LONGEST_NAME = 100; // of a field that somebody has made up

    private LineFault() {}

    static String of(JacksonException failure) {
        if (failure.getCause() instanceof IllegalArgumentException rule && rule.getMessage() != null) {
            return rule.getMessage(); // of a record
        }
        String place = failure.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        if (failure instanceof UnrecognizedPropertyException) {
            String shown = place.length() <= LONGEST_NAME ? place : place.substring(0, LONGEST_NAME) + "…";
            return "the field \"" + shown + "\" is unknown";
        }
        if (failure instanceof DatabindException) {
            return place.isEmpty() ? NO_OBJECT : "\"" + place + "\" is missing or of another kind than expected";
        }
        return "it is no JSON";
    }
}
