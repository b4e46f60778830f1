package org.likeness.core.acquisition;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * A data set of aligned faces made from photographs: one folder per identity, one file per picture with a face, as
 * {@link org.likeness.core.dataset.folder.FolderDataset} reads it.
 *
 * @param identities number of identities with at least one face
 * @param pictures   number of faces written
 * @param failures   reasons for the pictures without a face, by name, in the order of the data set
 */
public record AlignedFolder(int identities, int pictures, Map<String, String> failures) {
    /** A picture, and the file its face goes to. */
    private record Task(String identity, Picture picture, Path file) {}

    /**
     * Writes the face of every picture; a file that is there is replaced.
     *
     * @param acquirer that gives one face a picture; of several the first is written
     * @param root     made where it is missing
     * @param format   of the files; it replaces the ending of the pictures' names, or follows it where two pictures differ in
     *                 nothing else
     * @param threads  that work at once, at least 1
     * @param progress told how many pictures are done, by any of the threads
     * @throws org.likeness.core.LikenessException if a file cannot be written, with the reason
     */
    public static AlignedFolder write(
            FaceDataset data,
            FaceAcquirer acquirer,
            Path root,
            ImageEncoder.Format format,
            int threads,
            IntConsumer progress) {
        List<Task> tasks = tasks(data, root, format);
        List<Optional<String>> reasons =
                new Workers(threads).map(tasks, task -> align(task, acquirer, format), progress);
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
