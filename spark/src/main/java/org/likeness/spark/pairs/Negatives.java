package org.likeness.spark.pairs;

/** The nearest negatives that were seen so far, of each row of a part: a few places, in order. */
final class Negatives {
    private final int count;
    private final float[] distances;
    private final int[] files;
    private final int[] rows;
    private final int[] found;

    /**
     * @param size  rows of the part
     * @param count negatives of each, at least 1
     */
    Negatives(int size, int count) {
        this.count = count;
        this.distances = new float[Math.multiplyExact(size, count)];
        this.files = new int[size * count];
        this.rows = new int[size * count];
        this.found = new int[size];
    }

    /** Takes a negative of a row, if it is among the nearest; of equal ones the first. */
    void offer(int row, float distance, int file, int other) {
        int start = row * count;
        int place = found[row];
        if (place == count && distance >= distances[start + count - 1]) {
            return;
        }
        if (place < count) {
            found[row]++;
        } else {
            place--;
        }
        while (place > 0 && distances[start + place - 1] > distance) {
            distances[start + place] = distances[start + place - 1];
            files[start + place] = files[start + place - 1];
            rows[start + place] = rows[start + place - 1];
            place--;
        }
        distances[start + place] = distance;
        files[start + place] = file;
        rows[start + place] = other;
    }

    /** How many a row has. */
    int found(int row) {
        return found[row];
    }

    float distance(int row, int place) {
        return distances[row * count + place];
    }

    /** The file of a negative: its place in the list of files. */
    int file(int row, int place) {
        return files[row * count + place];
    }

    /** The row of a negative in its file. */
    int other(int row, int place) {
        return rows[row * count + place];
    }
}
