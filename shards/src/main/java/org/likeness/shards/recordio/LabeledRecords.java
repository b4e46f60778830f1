package org.likeness.shards.recordio;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.likeness.core.dataset.ComputedPictures;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.shards.file.SharedFile;

/**
 * The records of pictures, by label and, of one label, by key. A picture takes 12 bytes of memory; an identity about 150.
 *
 * @see RecordPicture
 */
final class LabeledRecords {
    private final SharedFile file;
    private final int[] keys;
    private final long[] offsets;

    private LabeledRecords(SharedFile file, int[] keys, long[] offsets) {
        this.file = file;
        this.keys = keys;
        this.offsets = offsets;
    }

    SharedFile file() {
        return file;
    }

    int key(int place) {
        return keys[place];
    }

    long offset(int place) {
        return offsets[place];
    }

    /** Collects pictures in the order of their keys. */
    static final class Builder {
        private final IntStream.Builder labels = IntStream.builder();
        private final IntStream.Builder keys = IntStream.builder();
        private final LongStream.Builder offsets = LongStream.builder();

        /** @param label in [0, {@link ImageHeader#LARGEST_LABEL}] */
        void add(int label, int key, long offset) {
            labels.add(label);
            keys.add(key);
            offsets.add(offset);
        }

        /** The set: identities are named after their labels, in their order. */
        FaceDataset dataset(SharedFile file, String name) {
            int[] unsortedKeys = keys.build().toArray();
            long[] unsortedOffsets = offsets.build().toArray();
            long[] order = SortedPlaces.by(labels.build().toArray());
            int[] sortedKeys = new int[order.length];
            long[] sortedOffsets = new long[order.length];
            for (int i = 0; i < order.length; i++) {
                sortedKeys[i] = unsortedKeys[(int) order[i]];
                sortedOffsets[i] = unsortedOffsets[(int) order[i]];
            }
            var records = new LabeledRecords(file, sortedKeys, sortedOffsets);
            List<Identity> identities = new ArrayList<>();
            for (int first = 0; first < order.length; ) {
                int label = label(order[first]);
                int end = first + 1;
                while (end < order.length && label(order[end]) == label) {
                    end++;
                }
                identities.add(records.identity(label, first, end));
                first = end;
            }
            return new FaceDataset(name, identities);
        }

        private static int label(long entry) {
            return (int) (entry >>> Integer.SIZE);
        }
    }

    private Identity identity(int label, int first, int end) {
        return new Identity(
                Integer.toString(label),
                new ComputedPictures(end - first, number -> new RecordPicture(this, label, first + number)));
    }
}
