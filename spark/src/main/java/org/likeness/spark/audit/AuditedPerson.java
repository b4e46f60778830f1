package org.likeness.spark.audit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.audit.PersonFaces;
import org.likeness.core.search.EmbeddedPictures;

/**
 * What the faces of one person give, from whichever parts they come.
 *
 * @param name    of the person
 * @param numbers of the faces, rising
 * @param own     distance of each of them to the center of the others
 * @param center  of all, [D]
 * @param product of the center with the sum of the faces
 */
@SuppressWarnings("ArrayRecordComponent") // moved between machines, and only read
record AuditedPerson(String name, long[] numbers, double[] own, float[] center, double product)
        implements Serializable {
    static AuditedPerson of(String name, Iterable<NumberedFace> all) {
        List<NumberedFace> faces = new ArrayList<>();
        all.forEach(faces::add);
        faces.sort(Comparator.comparingLong(NumberedFace::number));
        int dimension = faces.get(0).embedding().length;
        float[] embeddings = new float[Math.multiplyExact(faces.size(), dimension)];
        for (int face = 0; face < faces.size(); face++) {
            System.arraycopy(faces.get(face).embedding(), 0, embeddings, face * dimension, dimension);
        }
        PersonFaces person =
                new PersonFaces(EmbeddedPictures.distinct(embeddings, new int[faces.size()]), 0, faces.size());
        return new AuditedPerson(
                name,
                faces.stream().mapToLong(NumberedFace::number).toArray(),
                IntStream.range(0, faces.size()).mapToDouble(person::own).toArray(),
                person.center(),
                person.product());
    }

    /** How many faces there are. */
    int size() {
        return numbers.length;
    }
}
