package org.likeness.spark.embed;

import java.io.IOException;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.export.PeopleEmbeddingsFile;
import org.likeness.spark.part.PartGroup;

/**
 * The embeddings of a part in memory. Those that were read last stay as long as there is memory: each is compared with all others.
 *
 * @param pictures   names, [N]
 * @param people     who is in them, [N]
 * @param embeddings [N × D]
 */
@SuppressWarnings("ArrayRecordComponent") // shared, to be read only
public record LoadedPart(List<String> pictures, List<String> people, float[] embeddings) implements Serializable {
    /** A part as its file was. */
    private record Loaded(FileTime changed, SoftReference<LoadedPart> part) {}

    private static final ConcurrentMap<String, Loaded> LOADED = new ConcurrentHashMap<>();

    /** The parts of a group, one after the other. */
    public static LoadedPart of(PartGroup group) {
        return joined(group.files().stream().map(LoadedPart::of).toList());
    }

    /** @throws org.likeness.core.LikenessException if the file cannot be read */
    public static LoadedPart of(String file) {
        FileTime changed = changed(Path.of(file));
        Loaded kept = LOADED.get(file);
        LoadedPart part = kept == null || !kept.changed().equals(changed)
                ? null
                : kept.part().get();
        if (part == null) {
            part = read(Path.of(file));
            LOADED.put(file, new Loaded(changed, new SoftReference<>(part)));
        }
        return part;
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // reading it says what is wrong
        }
    }

    private static LoadedPart read(Path file) {
        List<PeopleEmbeddingsFile.Row> rows = PeopleEmbeddingsFile.read(file);
        int dimension = rows.isEmpty() ? 0 : rows.get(0).embedding().values().length;
        float[] embeddings = new float[Math.multiplyExact(rows.size(), dimension)];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row).embedding().values(), 0, embeddings, row * dimension, dimension);
        }
        return new LoadedPart(
                rows.stream().map(PeopleEmbeddingsFile.Row::picture).toList(),
                rows.stream().map(PeopleEmbeddingsFile.Row::person).toList(),
                embeddings);
    }

    /** Some, one after the other. */
    public static LoadedPart joined(List<LoadedPart> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<String> pictures = new ArrayList<>();
        List<String> people = new ArrayList<>();
        float[] embeddings = new float
                [Math.toIntExact(
                        parts.stream().mapToLong(part -> part.embeddings.length).sum())];
        int place = 0;
        for (LoadedPart part : parts) {
            pictures.addAll(part.pictures);
            people.addAll(part.people);
            System.arraycopy(part.embeddings, 0, embeddings, place, part.embeddings.length);
            place += part.embeddings.length;
        }
        return new LoadedPart(pictures, people, embeddings);
    }

    /** Some of its rows. */
    public LoadedPart only(int... rows) {
        return new LoadedPart(
                IntStream.of(rows).mapToObj(pictures::get).toList(),
                IntStream.of(rows).mapToObj(people::get).toList(),
                faces().only(rows).embeddings());
    }

    /** N. */
    public int size() {
        return people.size();
    }

    private int dimension() {
        return people.isEmpty() ? 0 : embeddings.length / people.size();
    }

    /** The embedding of a row. */
    public float[] embedding(int row) {
        return Arrays.copyOfRange(embeddings, row * dimension(), (row + 1) * dimension());
    }

    /** The embeddings, of whomever they are. */
    public EmbeddedPictures faces() {
        return EmbeddedPictures.distinct(embeddings, new int[size()]);
    }

    /**
     * The embeddings, with a number for each person.
     *
     * @param numbers of people, which grow by those that have none yet
     */
    public EmbeddedPictures numbered(Map<String, Integer> numbers) {
        int[] labels = new int[people.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = numbers.computeIfAbsent(people.get(row), person -> numbers.size());
        }
        return EmbeddedPictures.distinct(embeddings, labels);
    }
}
