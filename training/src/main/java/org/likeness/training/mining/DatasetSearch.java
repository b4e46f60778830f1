package org.likeness.training.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.PictureNumbers;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.CenterCrop;
import org.likeness.core.image.FaceImage;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.ExactSearch;
import org.likeness.core.search.NearestNegatives;
import org.likeness.core.triplet.ConfusableIdentities;
import org.likeness.model.graph.TensorData;
import org.likeness.search.GraphSearch;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.loader.PictureStore;

/**
 * A search of a training set, or a sample of it, with given weights: embeds the pictures without augmentation, and finds the identities
 * that are confused with each other.
 */
public final class DatasetSearch {
    private static final int BATCH = 64; // pictures that go through the network together
    private static final int NEIGHBORS = 32; // of each picture: enough for the look-alikes of its identity
    private static final int MOST_EXACT =
            100_000; // pictures; beyond, comparing each with each takes longer than training

    private final FaceDataset data;
    private final PictureNumbers numbers;
    private final EncoderSpec spec;
    private final PictureStore store;
    private final CenterCrop crop;
    private final int most;

    /**
     * @param data      the training set
     * @param spec      the encoder's
     * @param store     of its pictures with the crop's margin
     * @param crop      what the encoder takes of them
     * @param most      pictures that are looked at, at least 2
     */
    public DatasetSearch(FaceDataset data, EncoderSpec spec, PictureStore store, CenterCrop crop, int most) {
        this.data = data;
        this.numbers = new PictureNumbers(data);
        this.spec = spec;
        this.store = store;
        this.crop = crop;
        this.most = most;
    }

    /**
     * Looks.
     *
     * @param graph in which the weights are put
     * @param seed  of the draw of people, where the set is too large to be looked at as a whole
     * @param stop  asked before each batch
     * @throws CancellationException if it was to stop
     */
    ConfusableIdentities at(
            TrainableGraph graph, Map<String, TensorData.Floats> weights, long seed, BooleanSupplier stop) {
        graph.load(weights);
        EmbeddedPictures all = embedded(graph, people(seed), stop);
        NearestNegatives.Search search = all.size() <= MOST_EXACT ? new ExactSearch(1) : new GraphSearch();
        return ConfusableIdentities.of(all, data.identities().size(), search.of(all, NEIGHBORS));
    }

    /** Identities, all of them or as many drawn ones as do, in the data set's order. */
    private int[] people(long seed) {
        int[] all = IntStream.range(0, data.identities().size()).toArray();
        if (numbers.count() <= most) {
            return all;
        }
        SplittableRandom random = new SplittableRandom(seed);
        int pictures = 0;
        int drawn = 0;
        while (drawn < all.length && pictures < most) {
            int place = random.nextInt(drawn, all.length);
            int identity = all[place];
            all[place] = all[drawn];
            all[drawn++] = identity;
            pictures += data.identities().get(identity).pictures().size();
        }
        return Arrays.stream(all, 0, drawn).sorted().toArray();
    }

    private EmbeddedPictures embedded(TrainableGraph graph, int[] people, BooleanSupplier stop) {
        List<EmbeddedPictures> parts = new ArrayList<>();
        List<FaceImage> faces = new ArrayList<>();
        List<Integer> pictures = new ArrayList<>();
        for (int identity : people) {
            List<Picture> own = data.identities().get(identity).pictures();
            for (int place = 0; place < own.size(); place++) {
                Optional<FaceImage> wide = store.wide(own.get(place));
                if (wide.isPresent()) {
                    faces.add(crop.of(wide.get()));
                    pictures.add(numbers.at(identity, place));
                }
                if (faces.size() == BATCH) {
                    if (stop.getAsBoolean()) {
                        throw new CancellationException("the run ended during global mining");
                    }
                    parts.add(embedded(graph, faces, pictures));
                }
            }
        }
        parts.add(embedded(graph, faces, pictures));
        return EmbeddedPictures.joined(parts);
    }

    /** Embeds what has been gathered, and begins to gather anew. */
    private EmbeddedPictures embedded(TrainableGraph graph, List<FaceImage> faces, List<Integer> pictures) {
        if (faces.isEmpty()) {
            return EmbeddedPictures.NONE;
        }
        int size = FaceInput.size(spec);
        float[] pixels = new float[Math.multiplyExact(faces.size(), size)];
        for (int i = 0; i < faces.size(); i++) {
            FaceInput.normalize(faces.get(i), spec, pixels, i * size);
        }
        int[] own = pictures.stream().mapToInt(Integer::intValue).toArray();
        int[] labels = Arrays.stream(own).map(numbers::identity).toArray();
        EmbeddedPictures embedded = new EmbeddedPictures(graph.embed(pixels, faces.size()), labels, own);
        faces.clear();
        pictures.clear();
        return embedded;
    }
}
