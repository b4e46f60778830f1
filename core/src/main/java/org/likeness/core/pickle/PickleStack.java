package org.likeness.core.pickle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The interpreter's memory: a stack with marks, below which no value is taken, and memoized values. All are bounded. */
final class PickleStack {
    /** Python puts a thousand entries at once on it. */
    private static final int MAX_VALUES = 1 << 17;

    /** A tensor takes some 10. */
    private static final int MAX_REMEMBERED = 1 << 20;

    private final List<PickleValue> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, PickleValue> remembered = new HashMap<>();

    boolean isEmpty() {
        return values.isEmpty() && marks.isEmpty();
    }

    void mark() {
        requireRoom(marks);
        marks.add(values.size());
    }

    void push(PickleValue value) {
        requireRoom(values);
        values.add(value);
    }

    private static void requireRoom(List<?> list) {
        if (list.size() >= MAX_VALUES) {
            throw new PickleException(String.format(Locale.ROOT, "holds more than %,d values at once", MAX_VALUES));
        }
    }

    PickleValue pop() {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (values.size() <= floor) {
            throw new PickleException("takes a value where there is none");
        }
        return values.remove(values.size() - 1);
    }

    PickleValue top() {
        PickleValue value = pop();
        values.add(value);
        return value;
    }

    /** The values since the last mark, in their order. */
    List<PickleValue> popToMark() {
        if (marks.isEmpty()) {
            throw new PickleException("takes values from a mark on where there is none");
        }
        List<PickleValue> since = values.subList(marks.remove(marks.size() - 1), values.size());
        List<PickleValue> popped = List.copyOf(since);
        since.clear();
        return popped;
    }

    void remember(long number) {
        remembered.put(number, top());
        if (remembered.size() > MAX_REMEMBERED) {
            throw new PickleException(String.format(Locale.ROOT, "remembers more than %,d values", MAX_REMEMBERED));
        }
    }

    /** Under the next free number. */
    void remember() {
        remember(remembered.size());
    }

    void recall(long number) {
        PickleValue value = remembered.get(number);
        if (value == null) {
            throw new PickleException(
                    String.format(Locale.ROOT, "recalls value %d, which it never remembered", number));
        }
        push(value);
    }
}
