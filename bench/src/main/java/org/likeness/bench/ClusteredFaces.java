package org.likeness.bench;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Clustered synthetic embeddings in a mapped file, five faces a person, on the unit sphere: row i is a face of person i / 5. They are drawn
 * from (seed, person), so that probes, which are further faces of enrolled people, need no file.
 * Components of the people have the deviation (i + 1)^-decay: with decay 0 all directions are alike, with a larger one a few are strong.
 */
final class ClusteredFaces implements FaceSet {
    static final int FACES_OF_A_PERSON = 5;
    private static final double NOISE = 0.6; // of a face about its person, relative to the length 1 of both
    private static final int ROWS_OF_A_MAPPING = 1 << 20; // a mapping holds at most 2 GB

    private final int count;
    private final int dimension;
    private final double decay;
    private final MappedByteBuffer[] rows;

    /** Writes the file. */
    ClusteredFaces(Path file, int count, int dimension, double decay) throws IOException {
        this.count = count;
        this.dimension = dimension;
        this.decay = decay;
        rows = new MappedByteBuffer[(count + ROWS_OF_A_MAPPING - 1) / ROWS_OF_A_MAPPING];
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int i = 0; i < rows.length; i++) {
                long from = (long) i * ROWS_OF_A_MAPPING;
                long bytes = Math.min(ROWS_OF_A_MAPPING, count - from) * dimension * Float.BYTES;
                rows[i] = channel.map(FileChannel.MapMode.READ_WRITE, from * dimension * Float.BYTES, bytes);
                rows[i].order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        IntStream.range(0, (count + FACES_OF_A_PERSON - 1) / FACES_OF_A_PERSON)
                .parallel()
                .forEach(this::draw);
    }

    private void draw(int person) {
        SplittableRandom random = new SplittableRandom(person);
        float[] center = center(random);
        for (int face = person * FACES_OF_A_PERSON; face < Math.min(count, (person + 1) * FACES_OF_A_PERSON); face++) {
            rows[face / ROWS_OF_A_MAPPING]
                    .slice((face % ROWS_OF_A_MAPPING) * dimension * Float.BYTES, dimension * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .put(about(random, center));
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public long person(long face) {
        return face / FACES_OF_A_PERSON;
    }

    @Override
    public float[] vector(long face) {
        float[] row = new float[dimension];
        int place = (int) (face % ROWS_OF_A_MAPPING) * dimension * Float.BYTES;
        rows[(int) (face / ROWS_OF_A_MAPPING)]
                .slice(place, dimension * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(row);
        return row;
    }

    /** Further faces of people at equal distances. */
    @Override
    public float[][] probes(int number) {
        int people = count / FACES_OF_A_PERSON;
        return IntStream.range(0, number)
                .mapToObj(i -> {
                    int person = (int) ((long) i * people / number);
                    SplittableRandom random = new SplittableRandom(person);
                    float[] center = center(random);
                    for (int face = 0; face < FACES_OF_A_PERSON; face++) {
                        about(random, center);
                    }
                    return about(random, center);
                })
                .toArray(float[][]::new);
    }

    private float[] center(SplittableRandom random) {
        float[] center = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            center[i] = (float) (random.nextGaussian() * Math.pow(i + 1, -decay));
        }
        return unit(center);
    }

    private float[] about(SplittableRandom random, float[] center) {
        float[] row = new float[dimension];
        double norm = 0;
        for (int i = 0; i < dimension; i++) {
            norm += Math.pow(i + 1, -2 * decay);
        }
        for (int i = 0; i < dimension; i++) {
            row[i] = (float) (center[i] + NOISE / Math.sqrt(norm) * Math.pow(i + 1, -decay) * random.nextGaussian());
        }
        return unit(row);
    }

    private static float[] unit(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= (float) Math.sqrt(squares);
        }
        return row;
    }
}
