package org.likeness.shards;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.folder.NaturalOrder;

/**
 * Several files in one name: {@code faces-{000000..000099}.tar} and {@code {a,b}.tar} as in shells, and {@code *} and {@code ?} in the last part of the
 * path.
 */
final class ShardPattern {
    private static final Pattern RANGE = Pattern.compile("\\{(\\d{1,9})\\.\\.(\\d{1,9})}");
    private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*,[^{}]*)}");
    private static final int MOST_FILES = 1_000_000;

    private ShardPattern() {}

    /** Whether a name stands for several files. */
    static boolean isOne(Path path) {
        String text = path.toString();
        return RANGE.matcher(text).find() || CHOICE.matcher(text).find() || isWild(text);
    }

    private static boolean isWild(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /**
     * The files, in the order of the name; those of a {@code *} in natural order.
     *
     * @throws LikenessException if there are none, or if it names too many
     */
    static List<Path> files(Path pattern) {
        List<Path> files = new ArrayList<>();
        for (String name : expanded(pattern.toString())) {
            files.addAll(isWild(name) ? matching(Path.of(name)) : List.of(Path.of(name)));
        }
        return files;
    }

    private static List<String> expanded(String text) {
        List<String> open = new ArrayList<>(List.of(text));
        List<String> done = new ArrayList<>();
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            List<String> more = expandedOnce(next);
            if (more.isEmpty()) {
                done.add(next);
            } else {
                for (int i = more.size() - 1; i >= 0; i--) {
                    open.add(more.get(i));
                }
            }
            if (open.size() + done.size() > MOST_FILES) {
                throw LikenessException.invalid(
                        String.format(Locale.ROOT, "%s names more than %,d files: name fewer", text, MOST_FILES));
            }
        }
        return done;
    }

    /** With the first braces replaced; nothing if there are none. */
    private static List<String> expandedOnce(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.find()) {
            int first = Integer.parseInt(range.group(1));
            int last = Integer.parseInt(range.group(2));
            if (last < first || last - first >= MOST_FILES) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT, "%s: the range must ascend, with at most %,d numbers", range.group(), MOST_FILES));
            }
            boolean isPadded = range.group(1).startsWith("0") || range.group(2).startsWith("0");
            int digits =
                    isPadded ? Math.max(range.group(1).length(), range.group(2).length()) : 1;
            return IntStream.rangeClosed(first, last)
                    .mapToObj(number -> replaced(text, range, String.format(Locale.ROOT, "%0" + digits + "d", number)))
                    .toList();
        }
        Matcher choice = CHOICE.matcher(text);
        return choice.find()
                ? Stream.of(choice.group(1).split(",", -1))
                        .map(part -> replaced(text, choice, part))
                        .toList()
                : List.of();
    }

    private static String replaced(String text, Matcher braces, String by) {
        return text.substring(0, braces.start()) + by + text.substring(braces.end());
    }

    private static List<Path> matching(Path pattern) {
        Path folder = pattern.toAbsolutePath().getParent();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.getFileName());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> matcher.matches(file.getFileName()))
                    .sorted((a, b) -> new NaturalOrder().compare(a.toString(), b.toString()))
                    .toList();
            if (found.isEmpty()) {
                throw LikenessException.notFound(String.format(Locale.ROOT, "%s: no such file", pattern));
            }
            return found;
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", folder, e.getMessage()), e);
        }
    }
}
