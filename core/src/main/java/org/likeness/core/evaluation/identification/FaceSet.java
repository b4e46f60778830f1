package org.likeness.core.evaluation.identification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.search.DenseLabels;
import org.likeness.core.search.EmbeddedPictures;

/** The faces of a data set. Pictures without a face are counted for their person, never dropped. */
public final class FaceSet {
    private final EmbeddedPictures faces;
    private final int[] failed;

    /**
     * @param faces  embeddings, with the number of each one's person and of its picture in the data set
     * @param failed how many pictures of each person gave no face, [people]
     */
    public FaceSet(EmbeddedPictures faces, int[] failed) {
        faces.requireFinite();
        for (int row = 0; row < faces.size(); row++) {
            if (faces.labels()[row] < 0 || faces.labels()[row] >= failed.length) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "row %d has the label %d: one of 0 to %d is expected",
                        row,
                        faces.labels()[row],
                        failed.length - 1));
            }
        }
        for (int person = 0; person < failed.length; person++) {
            if (failed[person] < 0) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "person %d has %d pictures without a face", person, failed[person]));
            }
        }
        this.faces = faces;
        this.failed = failed;
    }

    public EmbeddedPictures faces() {
        return faces;
    }

    public int[] failed() {
        return failed;
    }

    /**
     * Faces all of which were found.
     *
     * @param embeddings [N × D], row by row, finite
     * @param labels     of each row's person, at least 0, of any size: people are numbered anew in their order, without gaps
     * @throws IllegalArgumentException if a label is negative, or an embedding is not finite
     */
    public static FaceSet of(float[] embeddings, int[] labels) {
        int[] people = DenseLabels.of(labels);
        return new FaceSet(
                EmbeddedPictures.distinct(embeddings, people),
                new int[(int) IntStream.of(people).distinct().count()]);
    }

    /** A data set's faces, in its order. */
    public static FaceSet of(FaceDataset data, PictureEmbeddings embeddings) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Integer> pictures = new ArrayList<>();
        int[] failed = new int[data.identities().size()];
        int number = 0;
        for (int person = 0; person < failed.length; person++) {
            Identity identity = data.identities().get(person);
            for (Picture picture : identity.pictures()) {
                Optional<float[]> row = embeddings.of(picture);
                if (row.isPresent()) {
                    rows.add(row.get());
                    labels.add(person);
                    pictures.add(number);
                } else {
                    failed[person]++;
                }
                number++;
            }
        }
        return new FaceSet(new EmbeddedPictures(joined(rows), array(labels), array(pictures)), failed);
    }

    private static float[] joined(List<float[]> rows) {
        int dimension = rows.isEmpty() ? 0 : rows.get(0).length;
        float[] all = new float[Math.multiplyExact(rows.size(), dimension)];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, all, row * dimension, dimension);
        }
        return all;
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** How many people there are, with those who gave no face. */
    public int people() {
        return failed.length;
    }

    /** How many faces. */
    public int size() {
        return faces.size();
    }

    /** The rows of each person's faces. */
    public List<List<Integer>> byPerson() {
        List<List<Integer>> rows = new ArrayList<>();
        for (int person = 0; person < failed.length; person++) {
            rows.add(new ArrayList<>());
        }
        for (int row = 0; row < faces.size(); row++) {
            rows.get(faces.labels()[row]).add(row);
        }
        return rows;
    }

    /**
     * Some of the faces, in the order given; persons keep their numbers.
     *
     * @param rows each at most once
     */
    EmbeddedPictures rows(List<Integer> rows) {
        int dimension = faces.embeddingSize();
        float[] chosen = new float[rows.size() * dimension];
        int[] labels = new int[rows.size()];
        int[] pictures = new int[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            int row = rows.get(i);
            System.arraycopy(faces.embeddings(), row * dimension, chosen, i * dimension, dimension);
            labels[i] = faces.labels()[row];
            pictures[i] = faces.pictures()[row];
        }
        return new EmbeddedPictures(chosen, labels, pictures);
    }
}
