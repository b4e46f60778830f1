package org.likeness.core.evaluation;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.likeness.core.UserException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;

/**
 * What is known of people or of pictures, such as an age group: a text file whose first line names the columns, {@code person} or
 * {@code picture} first, then an attribute each; columns are parted by commas or tabs, and hold no such signs. An empty field says nothing.
 */
public final class Attributes {
    private final List<String> names;
    private final Map<Picture, String[]> values = new HashMap<>();

    private Attributes(List<String> names) {
        this.names = names;
    }

    /**
     * Reads such a file.
     *
     * @param data whose people or pictures it speaks of; it need not speak of all
     * @throws UserException if it is missing or malformed, or names none of them; the message gives the line
     */
    public static Attributes read(Path file, FaceDataset data) {
        List<String> lines = lines(file);
        String[] heads = lines.isEmpty() ? new String[0] : fields(lines.get(0));
        boolean ofPeople = heads.length > 0 && heads[0].equals("person");
        if (heads.length < 2 || (!ofPeople && !heads[0].equals("picture"))) {
            throw new UserException(
                    "%s, line 1: \"person\" or \"picture\" and the names of attributes are due here, parted by commas or tabs"
                            .formatted(file));
        }
        Map<String, List<Picture>> named = ofPeople ? byPerson(data) : byPicture(data);
        Attributes attributes = new Attributes(List.of(Arrays.copyOfRange(heads, 1, heads.length)));
        for (int line = 1; line < lines.size(); line++) {
            String[] fields = fields(lines.get(line));
            if (lines.get(line).isBlank()) {
                continue;
            }
            if (fields.length != heads.length) {
                throw new UserException("%s, line %d: %d fields are due here, and there are %d"
                        .formatted(file, line + 1, heads.length, fields.length));
            }
            for (Picture picture : named.getOrDefault(fields[0], List.of())) {
                attributes.values.put(picture, Arrays.copyOfRange(fields, 1, fields.length));
            }
        }
        if (attributes.values.isEmpty()) {
            throw new UserException("%s names no %s of %s: names are wanted as the folders have them, such as %s"
                    .formatted(
                            file,
                            heads[0],
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

    private static String[] fields(String line) {
        return Arrays.stream(line.split(line.contains("\t") ? "\t" : ",", -1))
                .map(String::strip)
                .toArray(String[]::new);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new UserException("%s: no such file of attributes".formatted(file), e);
        } catch (MalformedInputException e) {
            throw new UserException("%s is not a text file in UTF-8".formatted(file), e);
        } catch (IOException e) {
            throw new UserException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The attributes' names. */
    public List<String> names() {
        return names;
    }

    /** What an attribute says of a picture; nothing where nothing is known. */
    public Optional<String> of(String name, Picture picture) {
        String[] known = values.get(picture);
        return known == null
                ? Optional.empty()
                : Optional.of(known[names.indexOf(name)]).filter(value -> !value.isEmpty());
    }

    /** All that an attribute says of the pictures of some pairs, in order of the text. */
    public List<String> values(String name, PairList list) {
        Set<String> found = new HashSet<>();
        list.pictures().forEach(picture -> of(name, picture).ifPresent(found::add));
        return new ArrayList<>(new TreeSet<>(found));
    }
}
