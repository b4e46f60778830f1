package org.likeness.training.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.ConfusionGroups;
import org.likeness.core.triplet.ConfusableIdentities;
import org.likeness.core.triplet.ConfusableIdentities.Suspect;
import org.likeness.model.graph.TensorData;

/** The result of global mining as tensors of a checkpoint. */
final class ConfusionTensors {
    private static final String COUNTS = "counts"; // of look-alikes, of each identity
    private static final String LOOK_ALIKES = "look-alikes"; // one identity's after the other's
    private static final String APART = "apart";
    private static final String SUSPECTS = "suspects"; // pairs of pictures
    private static final String DISTANCES = "distances"; // of the suspects

    private ConfusionTensors() {}

    static void put(ConfusableIdentities confusions, Map<String, TensorData> state) {
        int[][] others = confusions.confusionGroups().others();
        state.put(
                COUNTS, longs(Arrays.stream(others).mapToLong(own -> own.length).toArray()));
        state.put(
                LOOK_ALIKES,
                longs(Arrays.stream(others)
                        .flatMapToInt(Arrays::stream)
                        .asLongStream()
                        .toArray()));
        state.put(APART, longs(confusions.confusionGroups().apart()));
        List<Suspect> suspects = confusions.suspects();
        long[] pictures = new long[2 * suspects.size()];
        float[] distances = new float[suspects.size()];
        for (int i = 0; i < distances.length; i++) {
            pictures[2 * i] = suspects.get(i).picture();
            pictures[2 * i + 1] = suspects.get(i).other();
            distances[i] = suspects.get(i).distance();
        }
        state.put(SUSPECTS, longs(pictures));
        state.put(DISTANCES, new TensorData.Floats(new long[] {distances.length}, distances));
    }

    private static TensorData longs(long[] values) {
        return new TensorData.Longs(new long[] {values.length}, values);
    }

    /** @throws LikenessException if they are not what {@link #put} gives */
    static ConfusableIdentities read(Map<String, TensorData> state) {
        int[] all = whole(state, LOOK_ALIKES);
        int[] counts = whole(state, COUNTS);
        int[] pictures = whole(state, SUSPECTS);
        if (Arrays.stream(counts).anyMatch(count -> count < 0)
                || Arrays.stream(counts).sum() != all.length
                || !(state.get(DISTANCES) instanceof TensorData.Floats distances)
                || 2 * distances.values().length != pictures.length
                || !(state.get(APART) instanceof TensorData.Longs apart)) {
            throw broken();
        }
        int[][] others = new int[counts.length][];
        int from = 0;
        for (int identity = 0; identity < counts.length; identity++) {
            others[identity] = Arrays.copyOfRange(all, from, from + counts[identity]);
            from += counts[identity];
        }
        List<Suspect> suspects = new ArrayList<>();
        for (int i = 0; i < distances.values().length; i++) {
            suspects.add(
                    new Suspect(pictures[2 * i], pictures[2 * i + 1], distances.values()[i]));
        }
        return new ConfusableIdentities(new ConfusionGroups(others, apart.values()), suspects);
    }

    private static int[] whole(Map<String, TensorData> state, String name) {
        if (!(state.get(name) instanceof TensorData.Longs longs)) {
            throw broken();
        }
        return Arrays.stream(longs.values()).mapToInt(Math::toIntExact).toArray();
    }

    private static LikenessException broken() {
        return LikenessException.corrupt(
                "the checkpoint's global-mining result is inconsistent: remove it to resume from the previous one");
    }
}
