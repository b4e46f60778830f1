package org.likeness.core.acquisition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.Separator;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * Aligned faces made from photographs: a data set with one folder per identity and one file per picture with a face, as
 * {@link org.likeness.core.dataset.folder.FolderDataset} reads it; or all faces of photographs of unknown people.
 *
 * @param identities number of identities with at least one face; 0 where the people are unknown
 * @param pictures   number of faces written
 * @param failures   reasons for the pictures without a face, by name, in the order of the data set
 */
public record AlignedFolder(int identities, int pictures, Map<String, String> failures) {
    /** The table of all faces, in the folder. */
    public static final String TABLE = "faces.csv";

    /** A picture, and the file its face goes to. */
    private record Task(String identity, Picture picture, Path file) {}

    /** What a picture gave: the reason why it has no face, or lines of the table. */
    private record Outcome(Optional<String> failure, List<String> lines) {}

    /**
     * Writes the face of every picture; a file that is there is replaced. Files are whole or not there.
     *
     * @param acquirer that gives one face a picture; of several the first is written
     * @param root     made where it is missing
     * @param format   of the files; it replaces the ending of the pictures' names, or follows it where two pictures differ in
     *                 nothing else
     * @param resumes  whether a file that is there is taken to be the face of its picture, which is then not read again
     * @param threads  that work at once, at least 1
     * @param progress told how many pictures are done, by any of the threads
     * @throws org.likeness.core.LikenessException if a file cannot be written, with the reason
     */
    public static AlignedFolder write(
            FaceDataset data,
            FaceAcquirer acquirer,
            Path root,
            ImageEncoder.Format format,
            boolean resumes,
            int threads,
            IntConsumer progress) {
        List<Task> tasks = tasks(data, root, format);
        List<Optional<String>> reasons = new Workers(threads)
                .map(
                        tasks,
                        task -> resumes && Files.exists(task.file())
                                ? Optional.<String>empty()
                                : align(task, acquirer, format),
                        progress);
        Map<String, String> failures = new LinkedHashMap<>();
        Set<String> identities = new HashSet<>();
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            reasons.get(i)
                    .ifPresentOrElse(
                            reason -> failures.put(task.picture().name(), reason),
                            () -> identities.add(task.identity()));
        }
        return new AlignedFolder(identities.size(), tasks.size() - failures.size(), failures);
    }

    /**
     * Writes every face of every picture, {@code party-1.png}, {@code party-2.png} and so on, most certain first, and a table of all with
     * their file, picture, box, score and quality, {@link #TABLE}.
     *
     * @param pictures  as one identity: whose faces they are is not known
     * @param acquirer  that gives all faces of a picture
     * @param root      made where it is missing
     * @param format    of the files
     * @param threads   that work at once, at least 1
     * @param progress  told how many pictures are done, by any of the threads
     * @throws org.likeness.core.LikenessException if a file cannot be written, with the reason
     */
    public static AlignedFolder writeAll(
            Identity pictures,
            FaceAcquirer acquirer,
            Path root,
            ImageEncoder.Format format,
            int threads,
            IntConsumer progress) {
        List<Task> tasks = tasks(new FaceDataset(pictures.name(), List.of(pictures)), root, format);
        List<Outcome> outcomes =
                new Workers(threads).map(tasks, task -> alignAll(task, acquirer, root, format), progress);
        Map<String, String> failures = new LinkedHashMap<>();
        StringBuilder table = new StringBuilder("file,picture," + FaceMeasure.columns() + "\n");
        int faces = 0;
        for (int i = 0; i < tasks.size(); i++) {
            String picture = tasks.get(i).picture().name();
            outcomes.get(i).failure().ifPresent(reason -> failures.put(picture, reason));
            outcomes.get(i).lines().forEach(table::append);
            faces += outcomes.get(i).lines().size();
        }
        if (faces > 0) {
            AtomicFile.write(root.resolve(TABLE), table.toString());
        }
        return new AlignedFolder(0, faces, failures);
    }

    private static Outcome alignAll(Task task, FaceAcquirer acquirer, Path root, ImageEncoder.Format format) {
        List<Acquisition> found;
        try {
            found = acquirer.acquire(task.picture().decode());
        } catch (UnreadablePictureException e) {
            return new Outcome(Optional.of(e.reason()), List.of());
        }
        List<String> lines = new ArrayList<>();
        for (Acquisition outcome : found) {
            if (outcome instanceof Acquired face) {
                Path file = numbered(task.file(), lines.size() + 1);
                byte[] bytes = ImageEncoder.encode(face.aligned(), format);
                AtomicFile.write(file, out -> out.write(bytes));
                lines.add(line(root.relativize(file), task.picture(), face));
            }
        }
        return lines.isEmpty()
                ? new Outcome(found.stream().flatMap(AlignedFolder::reason).findFirst(), lines)
                : new Outcome(Optional.empty(), lines);
    }

    private static Stream<String> reason(Acquisition outcome) {
        return outcome instanceof FailedToAcquire failure ? Stream.of(failure.reason()) : Stream.empty();
    }

    private static Path numbered(Path file, int number) {
        String name = String.valueOf(file.getFileName());
        int stop = name.lastIndexOf('.');
        return file.resolveSibling(
                String.format(Locale.ROOT, "%s-%d%s", name.substring(0, stop), number, name.substring(stop)));
    }

    private static String line(Path file, Picture picture, Acquired face) {
        String name = Separator.inQuotes(file.toString().replace('\\', '/'));
        return name + "," + Separator.inQuotes(picture.name()) + "," + FaceMeasure.texts(face) + "\n";
    }

    private static List<Task> tasks(FaceDataset data, Path root, ImageEncoder.Format format) {
        Map<String, Integer> stems = new HashMap<>();
        for (Identity identity : data.identities()) {
            identity.pictures().forEach(picture -> stems.merge(stem(picture.name()), 1, Integer::sum));
        }
        return data.identities().stream()
                .flatMap(identity -> identity.pictures().stream().map(picture -> {
                    String stem = stem(picture.name());
                    String name = stems.getOrDefault(stem, 1) == 1 ? stem : picture.name();
                    return new Task(identity.name(), picture, root.resolve(name + "." + format.ending()));
                }))
                .toList();
    }

    private static String stem(String name) {
        int stop = name.lastIndexOf('.');
        return stop > name.lastIndexOf('/') ? name.substring(0, stop) : name;
    }

    /** Why there is no face; nothing once it is written. */
    private static Optional<String> align(Task task, FaceAcquirer acquirer, ImageEncoder.Format format) {
        Acquisition first;
        try {
            first = acquirer.acquire(task.picture().decode()).get(0);
        } catch (UnreadablePictureException e) {
            return Optional.of(e.reason());
        }
        if (first instanceof FailedToAcquire failure) {
            return Optional.of(failure.reason());
        }
        byte[] bytes = ImageEncoder.encode(first.taken().orElseThrow(), format);
        AtomicFile.write(task.file(), out -> out.write(bytes));
        return Optional.empty();
    }
}
