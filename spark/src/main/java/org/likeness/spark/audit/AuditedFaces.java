package org.likeness.spark.audit;

import java.util.Map;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.spark.embed.LoadedPart;
import org.likeness.spark.part.PartGroup;

/**
 * The faces of a group of parts.
 *
 * @param first      number of the first one in the set
 * @param loaded     the parts
 * @param embeddings of length 1, each with the number of its person; 0 where people have no numbers
 */
record AuditedFaces(long first, LoadedPart loaded, EmbeddedPictures embeddings) {
    static AuditedFaces of(PartGroup group) {
        LoadedPart loaded = LoadedPart.of(group);
        return new AuditedFaces(group.first(), loaded, unit(loaded, new int[loaded.size()]));
    }

    /** @param numbers of the people */
    static AuditedFaces of(PartGroup group, Map<String, Integer> numbers) {
        LoadedPart loaded = LoadedPart.of(group);
        int[] labels = loaded.people().stream().mapToInt(numbers::get).toArray();
        return new AuditedFaces(group.first(), loaded, unit(loaded, labels));
    }

    private static EmbeddedPictures unit(LoadedPart loaded, int[] labels) {
        float[] embeddings = new float[loaded.embeddings().length];
        int dimension = embeddings.length / Math.max(1, loaded.size());
        for (int row = 0; row < loaded.size(); row++) {
            System.arraycopy(Vectors.unit(loaded.embedding(row)), 0, embeddings, row * dimension, dimension);
        }
        return EmbeddedPictures.distinct(embeddings, labels).requireFinite();
    }

    /** How many there are. */
    int size() {
        return embeddings.size();
    }

    private int dimension() {
        return embeddings.embeddingSize();
    }

    /** Each with its person's name. */
    NumberedFace face(int row) {
        float[] embedding = new float[dimension()];
        System.arraycopy(embeddings.embeddings(), row * dimension(), embedding, 0, dimension());
        return new NumberedFace(first + row, embedding);
    }
}
