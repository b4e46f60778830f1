package org.likeness.spark.pairs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.likeness.core.search.CellRows;
import org.likeness.core.search.CellSweep;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.spark.embed.LoadedPart;
import org.likeness.training.libtorch.BlasProducts;

/** The nearest negatives that were seen so far, of each row of a part: a few places, in order. */
final class Negatives {
    private final int count;
    private final float[] distances;
    private final int[] files;
    private final int[] rows;
    private final int[] found;
    private final float[] limits; // below which a negative is taken

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
        this.limits = new float[size];
        Arrays.fill(limits, Float.POSITIVE_INFINITY);
    }

    /** Takes a negative of a row, if it is among the nearest; of equal ones the first. */
    void offer(int row, float distance, int file, int other) {
        if (distance >= limits[row]) {
            return;
        }
        int start = row * count;
        int place = found[row];
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
        if (found[row] == count) {
            limits[row] = distances[start + count - 1];
        }
    }

    /**
     * Compares all rows with those rows of a file that lie in the cells where they are searched for.
     *
     * @param searched cells of the own rows
     * @param homes    of the file's rows
     */
    void search(LoadedPart own, CellRows searched, LoadedPart others, CellRows homes, int file) {
        Map<String, Integer> numbers = new HashMap<>();
        EmbeddedPictures rows = own.numbered(numbers);
        EmbeddedPictures columns = others.numbered(numbers);
        CellSweep.over(rows, searched, columns, homes, new BlasProducts(), new CellSweep.Visitor() {
            @Override
            public float limit(int row) {
                return limits[row];
            }

            @Override
            public float near(int row, int other, float distance) {
                if (rows.labels()[row] != columns.labels()[other]) {
                    offer(row, distance, file, other);
                }
                return limits[row];
            }
        });
    }

    /** How many a row has. */
    int found(int row) {
        return found[row];
    }

    float distance(int row, int place) {
        return distances[row * count + place];
    }

    /** The file of a negative: its place in the list of files, or groups of them. */
    int file(int row, int place) {
        return files[row * count + place];
    }

    /** The row of a negative in its file. */
    int other(int row, int place) {
        return rows[row * count + place];
    }
}
