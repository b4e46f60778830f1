package org.likeness.core.dataset.folder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a folder of pictures that are not read.
 *
 * @param endings       files by extension in lower case, such as {@code .heic}; those without one under the empty string
 * @param hidden        files and folders whose names begin with a full stop; the content of such folders is not counted
 * @param systemFolders folders that other programs create, by name, such as {@code @eaDir}; their content is not counted
 */
public record SkippedFiles(SortedMap<String, Integer> endings, int hidden, SortedMap<String, Integer> systemFolders) {
    private static final Set<String> OF_TELEPHONES = Set.of(".heic", ".heif", ".avif");
    private static final int SHOWN = 6;

    /** Nothing. */
    public static final SkippedFiles NOTHING = new SkippedFiles(new TreeMap<>(), 0, new TreeMap<>());

    /** This and what was passed over elsewhere. */
    public SkippedFiles plus(SkippedFiles other) {
        return new SkippedFiles(
                sum(endings, other.endings), hidden + other.hidden, sum(systemFolders, other.systemFolders));
    }

    private static SortedMap<String, Integer> sum(Map<String, Integer> some, Map<String, Integer> more) {
        SortedMap<String, Integer> all = new TreeMap<>(some);
        more.forEach((key, count) -> all.merge(key, count, Integer::sum));
        return all;
    }

    /** Whether everything that was found is read. */
    public boolean isEmpty() {
        return endings.isEmpty() && hidden == 0 && systemFolders.isEmpty();
    }

    /** All of it in words, such as {@code 12 files (9 .heic, 3 .txt), 2 hidden}, with what to do about it. */
    public String text() {
        List<String> parts = new ArrayList<>();
        if (!endings.isEmpty()) {
            parts.add(String.format(Locale.ROOT, "%s (%s)", number(total(endings), "file"), counts(endings)));
        }
        if (hidden > 0) {
            parts.add(String.format(Locale.ROOT, "%,d hidden", hidden));
        }
        if (!systemFolders.isEmpty()) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%s of the system (%s)",
                    number(total(systemFolders), "folder"),
                    counts(systemFolders)));
        }
        boolean convertible = endings.keySet().stream().anyMatch(OF_TELEPHONES::contains);
        return String.join(", ", parts)
                + (convertible
                        ? "; HEIC and AVIF are not supported: convert them to JPEG, such as with heif-convert or ImageMagick"
                        : "");
    }

    private static String number(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    private static long total(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The most frequent first. */
    private static String counts(Map<String, Integer> counts) {
        String first = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%,d %s",
                        entry.getValue(),
                        entry.getKey().isEmpty() ? "without ending" : entry.getKey()))
                .collect(Collectors.joining(", "));
        return counts.size() <= SHOWN ? first : first + ", …";
    }
}
