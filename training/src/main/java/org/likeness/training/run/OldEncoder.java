package org.likeness.training.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.PictureNumbers;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.model.EncoderModel;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.libtorch.Device;
import org.likeness.training.loader.SkippedPictures;
import org.likeness.training.loss.OldEmbeddings;

/**
 * Embeds the training pictures with the old encoder of compatible training. Each picture is cut and resized as in recognition, without
 * augmentation, so that the embeddings are those that a gallery holds.
 */
final class OldEncoder {
    private static final int BATCH = 64; // pictures that are decoded, and go through the network, together

    private final EncoderModel encoder;
    private final Device device;
    private final int threads;

    /** @param threads that decode, at least 1 */
    OldEncoder(EncoderModel encoder, Device device, int threads) {
        this.encoder = encoder;
        this.device = device;
        this.threads = threads;
    }

    /**
     * Embeds all pictures.
     *
     * @param skipped receives unreadable pictures
     * @throws LikenessException if libtorch cannot run the network, or an embedding is not finite
     */
    OldEmbeddings embed(FaceDataset people, SkippedPictures skipped) {
        PictureNumbers numbers = new PictureNumbers(people);
        return embedded(numbers, numbers.count(), skipped);
    }

    /** As {@link #embed}, for steps that are thrown away: the embeddings of the first pictures stand for those of all others. */
    OldEmbeddings sample(FaceDataset people, SkippedPictures skipped) {
        PictureNumbers numbers = new PictureNumbers(people);
        return embedded(numbers, Math.min(BATCH, numbers.count()), skipped);
    }

    private OldEmbeddings embedded(PictureNumbers numbers, int count, SkippedPictures skipped) {
        float[][] rows = new float[numbers.count()][0];
        try (TrainableGraph graph = TrainableGraph.untrained(encoder.graph(), device)) {
            for (int first = 0; first < count; first += BATCH) {
                List<Picture> pictures = IntStream.range(first, Math.min(count, first + BATCH))
                        .mapToObj(numbers::picture)
                        .toList();
                List<Optional<FaceImage>> faces =
                        new Workers(threads).map(pictures, picture -> face(picture, skipped), done -> {});
                embed(graph, faces, first, rows);
            }
        }
        for (int i = count; i < rows.length; i++) {
            rows[i] = rows[i % count];
        }
        int[] labels = IntStream.range(0, rows.length).map(numbers::identity).toArray();
        return new OldEmbeddings(rows, labels);
    }

    private Optional<FaceImage> face(Picture picture, SkippedPictures skipped) {
        try {
            return Optional.of(FaceInput.crop(picture.decode(), encoder.spec()));
        } catch (UnreadablePictureException e) {
            skipped.add(picture.name(), e);
            return Optional.empty();
        }
    }

    /** Writes the embeddings of the readable pictures to their rows, from {@code first} on. */
    private void embed(TrainableGraph graph, List<Optional<FaceImage>> faces, int first, float[][] rows) {
        List<Integer> readable = new ArrayList<>();
        EncoderSpec spec = encoder.spec();
        int size = FaceInput.size(spec);
        float[] pixels = new float[Math.multiplyExact(faces.size(), size)];
        for (int i = 0; i < faces.size(); i++) {
            Optional<FaceImage> face = faces.get(i);
            if (face.isPresent()) {
                FaceInput.normalize(face.get(), spec, pixels, readable.size() * size);
                readable.add(first + i);
            }
        }
        if (readable.isEmpty()) {
            return;
        }
        float[] embeddings = graph.embed(Arrays.copyOf(pixels, readable.size() * size), readable.size());
        int dimension = spec.embeddingSize();
        for (int i = 0; i < readable.size(); i++) {
            rows[readable.get(i)] = requireFinite(Arrays.copyOfRange(embeddings, i * dimension, (i + 1) * dimension));
        }
    }

    private float[] requireFinite(float[] embedding) {
        for (float value : embedding) {
            if (!Float.isFinite(value)) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "encoder %s gives embeddings of training pictures that contain %s: no encoder can be compatible with it",
                        encoder.space().brief(),
                        value));
            }
        }
        return embedding;
    }
}
