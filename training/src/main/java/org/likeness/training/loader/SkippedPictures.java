package org.likeness.training.loader;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.likeness.core.image.codec.UnreadablePictureException;

/** Counts unreadable pictures, and reports each once. */
public final class SkippedPictures {
    private final int total;
    private final Consumer<String> report;
    private final SortedMap<String, String> reasons = new TreeMap<>();

    /**
     * @param total  how many pictures there are
     * @param report receives a line for each, in the thread that read it
     */
    public SkippedPictures(int total, Consumer<String> report) {
        this.total = total;
        this.report = report;
    }

    /** Notes a picture; only the first time that it comes up counts. */
    public synchronized void add(String name, UnreadablePictureException e) {
        add(name, e.picture(), e.reason());
    }

    /** Notes pictures that other ranks could not read, by their names in the data set. */
    public synchronized void addAll(Map<String, String> others) {
        others.forEach((name, reason) -> add(name, name, reason));
    }

    private void add(String name, String picture, String reason) {
        if (reasons.putIfAbsent(name, reason) == null) {
            report.accept(String.format(
                    Locale.ROOT,
                    "%s: %s; skipped (%,d of %,d pictures skipped so far)",
                    picture,
                    reason,
                    reasons.size(),
                    total));
        }
    }

    /** Why each could not be read, by its name in the data set. */
    public synchronized SortedMap<String, String> reasons() {
        return new TreeMap<>(reasons);
    }
}
