package org.likeness.core.dataset.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.CanonicalName;

/**
 * A folder without sub-folders whose file names contain the people: {@code Ann_Lee_0001.jpg}, as in CALFW and CPLFW, or
 * {@code 17_AnnLee_42_f.jpg}, as in AgeDB, with a number, age and gender around the name.
 */
public final class FlatFolder {
    private static final Pattern NUMBERED = Pattern.compile("(.+)_\\d{4}");
    private static final Pattern AGED = Pattern.compile("\\d+_(.+)_\\d+_[fm]");

    private FlatFolder() {}

    /** Whether a folder holds pictures of such names and no sub-folder, but those that are passed over. */
    public static boolean is(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            return all.stream().noneMatch(file -> Files.isDirectory(file) && !PictureWalk.isPassedOver(file))
                    && all.stream().anyMatch(file -> person(file).isPresent());
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", folder, e.getMessage()), e);
        }
    }

    /**
     * Lists the pictures, by people.
     *
     * @return named after the folder; a picture's name there is its person's and the file's, {@code Ann_Lee/Ann_Lee_0001.jpg}
     * @throws LikenessException if it cannot be read, or a picture is not named so
     */
    public static FolderListing list(Path folder) {
        PictureWalk walk = PictureWalk.of(folder);
        Map<String, List<Picture>> people = new LinkedHashMap<>();
        for (Path file : walk.pictures()) {
            String person = person(file)
                    .orElseThrow(() -> LikenessException.invalid(String.format(
                            Locale.ROOT,
                            "%s: names such as Ann_Lee_0001.jpg or 17_AnnLee_42_f.jpg are expected in a folder without sub-folders",
                            file)));
            people.computeIfAbsent(person, key -> new ArrayList<>())
                    .add(new FilePicture(person + "/" + file.getFileName(), file));
        }
        return new FolderListing(
                new FaceDataset(
                        String.valueOf(folder.getFileName()),
                        people.entrySet().stream()
                                .map(entry -> new Identity(entry.getKey(), entry.getValue()))
                                .toList()),
                walk.passedOver(),
                Optional.empty());
    }

    private static Optional<String> person(Path file) {
        return personNamed(CanonicalName.of(String.valueOf(file.getFileName())));
    }

    /** Whose name a file's name holds; none where it is made in another way. */
    static Optional<String> personNamed(String file) {
        String stem = file.substring(0, Math.max(0, file.lastIndexOf('.')));
        return Stream.of(NUMBERED, AGED)
                .map(pattern -> pattern.matcher(stem))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
