package org.likeness.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The word of an enum constant in files, JSON, command line and messages: its name in lower case with hyphens, such as {@code semi-hard}.
 */
public final class EnumWord {
    private EnumWord() {}

    /** The word for a constant. */
    public static String of(Enum<?> constant) {
        return ofName(constant.name());
    }

    /** The word for a constant's name. */
    public static String ofName(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The words for all constants, in their order. */
    public static List<String> all(Class<? extends Enum<?>> type) {
        return of(Arrays.asList(type.getEnumConstants()));
    }

    /** The words for some constants, in their order. */
    public static List<String> of(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(EnumWord::of).toList();
    }

    /** The constant of a word, exactly as {@link #of} has it; nothing if there is none. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst();
    }
}
