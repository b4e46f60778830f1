package org.likeness.core.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.CanonicalName;
import org.likeness.core.file.TextFile;

/**
 * Pictures that are to be left out of a set, by their names. As a file, a name on each line; {@code \n}, {@code \r} and {@code \\} stand
 * for line breaks and a backslash within a name.
 *
 * @param names of the pictures, in the form of {@link CanonicalName}
 */
public record LeaveOut(SortedSet<String> names) {
    /** The usual name of the file. */
    public static final String FILE = "leave-out.txt";

    private static final Pattern ESCAPE = Pattern.compile("\\\\[nr\\\\]");

    /**
     * A set without some pictures.
     *
     * @param data    the others, and the people who have any
     * @param count   pictures that were left out
     * @param unknown names that no picture of the set has
     */
    public record Remainder(FaceDataset data, int count, SortedSet<String> unknown) {}

    public LeaveOut {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** Those of some names. */
    public static LeaveOut of(Collection<String> names) {
        SortedSet<String> canonical = new TreeSet<>();
        names.forEach(name -> canonical.add(CanonicalName.of(name)));
        return new LeaveOut(canonical);
    }

    /**
     * Repeated pictures: of the copies of one person all but the first; of those under two names all, since nobody knows whose picture it
     * is.
     */
    public static LeaveOut copies(DatasetInspection inspection) {
        List<String> names = new ArrayList<>();
        inspection
                .copies()
                .forEach(group -> group.members().stream()
                        .skip(group.underTwoIdentities() ? 0 : 1)
                        .map(DatasetInspection.Member::picture)
                        .forEach(names::add));
        return of(names);
    }

    /**
     * Reads files.
     *
     * @throws LikenessException if one cannot be read, or is no text
     */
    public static LeaveOut read(List<Path> files) {
        return of(files.stream()
                .flatMap(file -> TextFile.lines(file, "list of pictures").stream())
                .filter(line -> !line.isBlank())
                .map(LeaveOut::unescaped)
                .toList());
    }

    /**
     * Writes a file.
     *
     * @throws LikenessException if it cannot be written
     */
    public void write(Path file) {
        StringBuilder lines = new StringBuilder();
        names.forEach(name -> lines.append(escaped(name)).append('\n'));
        AtomicFile.write(file, lines.toString());
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String line) {
        return ESCAPE.matcher(line).replaceAll(found -> switch (found.group()) {
            case "\\n" -> "\n";
            case "\\r" -> "\r";
            default -> Matcher.quoteReplacement("\\");
        });
    }

    /**
     * The rest of a set.
     *
     * @throws LikenessException if nothing is left
     */
    public Remainder from(FaceDataset data) {
        SortedSet<String> unknown = new TreeSet<>(names);
        Set<String> found = new HashSet<>();
        List<Identity> left = data.identities().stream()
                .flatMap(identity -> from(identity, found).stream())
                .toList();
        unknown.removeAll(found);
        if (left.isEmpty()) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "all pictures of %s are to be left out: nothing remains", data.name()));
        }
        return new Remainder(new FaceDataset(data.name(), left), found.size(), unknown);
    }

    /** Most people keep all: their pictures stay as they are listed. */
    private Optional<Identity> from(Identity identity, Set<String> found) {
        List<Picture> rest = new ArrayList<>();
        for (Picture picture : identity.pictures()) {
            String name = CanonicalName.of(picture.name());
            if (names.contains(name)) {
                found.add(name);
            } else {
                rest.add(picture);
            }
        }
        if (rest.size() == identity.pictures().size()) {
            return Optional.of(identity);
        }
        return rest.isEmpty() ? Optional.empty() : Optional.of(new Identity(identity.name(), rest));
    }
}
