package org.likeness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Embeddings of photographs, and distractors drawn from them, in memory. Of each person with two pictures or more, the last one is a probe.
 * A distractor person lies between two photographed people; the faces differ by differences of two pictures of one person.
 */
final class PhotographedFaces implements FaceSet {
    private static final int FACES_OF_A_DISTRACTOR = 5;
    private static final int FIRST_NUMBER = 2; // columns before it: picture, encoder

    private final List<float[]> vectors = new ArrayList<>();
    private final List<Long> people = new ArrayList<>();
    private final List<float[]> probes = new ArrayList<>();

    /**
     * Reads the embeddings of {@code likeness embed}: the folder of a picture is its person.
     *
     * @param count faces with the distractors; no fewer than there are photographs
     */
    PhotographedFaces(Path csv, int count) throws IOException {
        Map<String, List<float[]>> photographed = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(csv)) {
            lines.skip(1).map(line -> line.split(",")).forEach(fields -> {
                String picture = fields[0].replace("\"", "");
                photographed
                        .computeIfAbsent(picture.substring(0, picture.lastIndexOf('/')), person -> new ArrayList<>())
                        .add(unit(numbers(fields)));
            });
        }
        List<float[]> differences = new ArrayList<>();
        for (List<float[]> faces : photographed.values()) {
            int last = faces.size() - 1;
            if (last > 0) {
                probes.add(faces.remove(last));
                differences.add(difference(faces.get(0), probes.get(probes.size() - 1)));
            }
            long person = people.isEmpty() ? 0 : people.get(people.size() - 1) + 1;
            faces.forEach(face -> add(person, face));
        }
        draw(count, vectors.size(), differences, new SplittableRandom(1));
    }

    private static float[] numbers(String[] fields) {
        float[] numbers = new float[fields.length - FIRST_NUMBER];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(fields[FIRST_NUMBER + i]);
        }
        return numbers;
    }

    private void draw(int count, int photographs, List<float[]> differences, SplittableRandom random) {
        for (long person = people.get(people.size() - 1) + 1; vectors.size() < count; person++) {
            float[] one = vectors.get(random.nextInt(photographs));
            float[] other = vectors.get(random.nextInt(photographs));
            float[] center = unit(sum(one, other, 1));
            for (int face = 0; face < FACES_OF_A_DISTRACTOR && vectors.size() < count; face++) {
                float[] away = differences.get(random.nextInt(differences.size()));
                add(
                        person,
                        unit(sum(
                                center, away, random.nextBoolean() ? 0.7f : -0.7f))); // √½: of two independent pictures
            }
        }
    }

    private void add(long person, float[] vector) {
        people.add(person);
        vectors.add(vector);
    }

    private static float[] difference(float[] a, float[] b) {
        return sum(a, b, -1);
    }

    private static float[] sum(float[] a, float[] b, float weight) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + weight * b[i];
        }
        return sum;
    }

    private static float[] unit(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        float[] unit = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            unit[i] = (float) (row[i] / Math.sqrt(squares));
        }
        return unit;
    }

    @Override
    public int count() {
        return vectors.size();
    }

    @Override
    public int dimension() {
        return vectors.get(0).length;
    }

    @Override
    public long person(long face) {
        return people.get((int) face);
    }

    @Override
    public float[] vector(long face) {
        return vectors.get((int) face);
    }

    @Override
    public float[][] probes(int number) {
        return probes.stream().limit(number).toArray(float[][]::new);
    }
}
