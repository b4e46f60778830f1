package org.likeness.core.pickle;

import java.util.List;
import java.util.Map;

/**
 * A value of a pickle. A list or dictionary can contain itself: code that traverses values uses a fixed depth, and never compares or prints
 * them.
 */
public sealed interface PickleValue {
    /** What it is, for messages, such as {@code a list}. */
    String kind();

    /** Values of which nothing else is kept. */
    enum Constant implements PickleValue {
        NONE("None"),
        TRUE("a truth value"),
        FALSE("a truth value"),
        REAL("a number");

        private final String kind;

        Constant(String kind) {
            this.kind = kind;
        }

        @Override
        public String kind() {
            return kind;
        }
    }

    /** A whole number. */
    record Whole(long value) implements PickleValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** @param span where its bytes lie */
    record Text(String value, Span span) implements PickleValue {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** A text that is longer than its reader keeps. */
    record LongText(Span span) implements PickleValue {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** Bytes, which are passed over. */
    record Bytes(Span span) implements PickleValue {
        @Override
        public String kind() {
            return "bytes";
        }
    }

    /** A tuple, which is immutable, or a list, which grows. */
    record Items(List<PickleValue> values) implements PickleValue {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Entries whose key is a text, in the file's order; others, which optimizers have under numbers, are dropped. */
    record Dictionary(Map<String, PickleValue> entries) implements PickleValue {
        @Override
        public String kind() {
            return "a dictionary";
        }
    }

    /**
     * A class or function that the reader does not need, or what it would return. Neither is known: nothing is called, and arguments are
     * dropped.
     *
     * @param name with its module
     */
    record Foreign(String name) implements PickleValue {
        @Override
        public String kind() {
            return "an object of " + name;
        }
    }

    /** What a reader makes of names, calls and persistent ids. */
    non-sealed interface Interpreted extends PickleValue {}
}
