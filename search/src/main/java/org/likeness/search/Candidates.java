package org.likeness.search;

import java.util.Arrays;

/**
 * The faces with the least possible distances so far: a heap of a fixed size whose greatest stands first. What is refused or pushed out is
 * at least {@link #limit()} away.
 */
final class Candidates {
    private final double[] distances;
    private final long[] faces;
    private final long[] people;
    private int size;

    /** @param capacity at least 1 */
    Candidates(int capacity) {
        distances = new double[capacity];
        faces = new long[capacity];
        people = new long[capacity];
    }

    int size() {
        return size;
    }

    /** No face that is not among these is nearer; infinite while none was refused. */
    double limit() {
        return size < distances.length ? Double.POSITIVE_INFINITY : distances[0];
    }

    long face(int i) {
        return faces[i];
    }

    long person(int i) {
        return people[i];
    }

    /** The candidates' numbers, the least possible distance first; of equal ones, the lower face. */
    Integer[] nearestFirst() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            int byDistance = Double.compare(distances[a], distances[b]);
            return byDistance != 0 ? byDistance : Long.compare(faces[a], faces[b]);
        });
        return order;
    }

    double leastDistance(int i) {
        return distances[i];
    }

    void offer(double distance, long face, long person) {
        if (size < distances.length) {
            place(size++, distance, face, person);
            for (int i = size - 1; i > 0 && distances[(i - 1) / 2] < distances[i]; i = (i - 1) / 2) {
                swap(i, (i - 1) / 2);
            }
        } else if (distance < distances[0]) {
            place(0, distance, face, person);
            sink();
        }
    }

    /** Takes what another thread has found in its part. */
    void offerAll(Candidates others) {
        for (int i = 0; i < others.size; i++) {
            offer(others.distances[i], others.faces[i], others.people[i]);
        }
    }

    private void sink() {
        int i = 0;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && distances[child + 1] > distances[child]) {
                child++;
            }
            if (distances[child] <= distances[i]) {
                return;
            }
            swap(i, child);
            i = child;
        }
    }

    private void place(int i, double distance, long face, long person) {
        distances[i] = distance;
        faces[i] = face;
        people[i] = person;
    }

    private void swap(int i, int j) {
        double distance = distances[i];
        long face = faces[i];
        long person = people[i];
        place(i, distances[j], faces[j], people[j]);
        place(j, distance, face, person);
    }
}
