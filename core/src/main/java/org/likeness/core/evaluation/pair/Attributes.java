package org.likeness.core.evaluation.pair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.CanonicalName;
import org.likeness.core.file.Separator;
import org.likeness.core.file.Table;

/**
 * Attributes of people or pictures, such as an age group: a text file whose first line names the columns, {@code person} or {@code picture}
 * first, then one attribute each. Columns are separated by commas, semicolons or tabs, whichever the first line has; fields may be quoted.
 * An empty field is unknown.
 */
public final class Attributes {
    private final List<String> names;
    private final Map<Picture, List<String>> values = new HashMap<>();
    private int unknown;

    private Attributes(List<String> names) {
        this.names = names;
    }

    /**
     * Reads such a file.
     *
     * @param data whose people or pictures it speaks of; it need not speak of all
     * @throws LikenessException if it is missing or malformed, or names none of them; the message gives the line
     */
    public static Attributes read(Path file, FaceDataset data) {
        Table table = Table.read(file, "file of attributes");
        Separator separator = Separator.of(table.head().text());
        List<String> heads = table.head().fields(separator);
        boolean ofPeople = heads.get(0).equals("person");
        if (heads.size() < 2
                || separator == Separator.SPACES
                || (!ofPeople && !heads.get(0).equals("picture"))) {
            throw table.head()
                    .refused(
                            "\"person\" or \"picture\" and the names of attributes are expected here, separated by commas, semicolons or tabs");
        }
        Map<String, List<Picture>> named = ofPeople ? byPerson(data) : byPicture(data);
        Attributes attributes = new Attributes(heads.subList(1, heads.size()));
        for (Table.Row row : table.body()) {
            List<String> fields = row.fields(separator);
            if (fields.size() != heads.size()) {
                throw row.refused(String.format(
                        Locale.ROOT, "%d fields are expected here, found %d", heads.size(), fields.size()));
            }
            List<Picture> pictures = named.getOrDefault(CanonicalName.of(fields.get(0)), List.of());
            pictures.forEach(picture -> attributes.values.put(picture, fields.subList(1, fields.size())));
            attributes.unknown += pictures.isEmpty() ? 1 : 0;
        }
        if (attributes.values.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s contains no %s of %s: names as in the folders are expected, such as %s",
                    file,
                    heads.get(0),
                    data.name(),
                    named.keySet().stream().sorted().findFirst().orElse("")));
        }
        return attributes;
    }

    private static Map<String, List<Picture>> byPerson(FaceDataset data) {
        Map<String, List<Picture>> pictures = new HashMap<>();
        for (Identity identity : data.identities()) {
            pictures.put(identity.name(), identity.pictures());
        }
        return pictures;
    }

    private static Map<String, List<Picture>> byPicture(FaceDataset data) {
        Map<String, List<Picture>> pictures = new HashMap<>();
        for (Identity identity : data.identities()) {
            identity.pictures().forEach(picture -> pictures.put(picture.name(), List.of(picture)));
        }
        return pictures;
    }

    /** The attributes' names. */
    public List<String> names() {
        return names;
    }

    /** How many lines name a person or picture that the data set does not hold. */
    public int unknown() {
        return unknown;
    }

    /** What an attribute says of a picture; nothing where nothing is known. */
    public Optional<String> of(String name, Picture picture) {
        List<String> known = values.get(picture);
        return known == null
                ? Optional.empty()
                : Optional.of(known.get(names.indexOf(name))).filter(value -> !value.isEmpty());
    }

    /** All that an attribute says of the pictures of some pairs, in order of the text. */
    public List<String> values(String name, PairList list) {
        Set<String> found = new HashSet<>();
        list.pictures().forEach(picture -> of(name, picture).ifPresent(found::add));
        return new ArrayList<>(new TreeSet<>(found));
    }
}
