package org.likeness.core.embedding.picture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.core.concurrent.Failures;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.ByteEmbedding;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.core.statistics.Rate;

/**
 * The embeddings of a set of pictures, each computed once. Pictures that cannot be read or contain no face are listed as failures to
 * acquire, never dropped.
 */
public final class PictureEmbeddings {
    private static final int BATCH = 64;
    private static final int LONGEST_BATCH_SECONDS = 600;

    private final Map<Picture, float[]> embeddings = new LinkedHashMap<>();
    private final Map<Picture, String> failures = new LinkedHashMap<>();

    private final EncoderId space;

    private PictureEmbeddings(EncoderId space) {
        this.space = space;
    }

    /**
     * Embeds pictures that are faces already, in batches, decoding the next batch while one is embedded.
     *
     * @param pictures in any order; one that stands twice is embedded once
     * @param progress receives the number of completed pictures
     */
    public static PictureEmbeddings of(
            Collection<? extends Picture> pictures, FaceEncoder encoder, IntConsumer progress) {
        return of(pictures, FaceAcquirer.WHOLE, encoder, progress);
    }

    /**
     * Embeds the faces of pictures, in batches, getting those of the next batch while one is embedded.
     *
     * @param pictures in any order; one that stands twice is embedded once
     * @param acquirer that gives one face a picture; of several the first is taken
     * @param progress receives the number of completed pictures
     * @throws LikenessException if the encoder gives an embedding that is not finite; the message names the picture
     */
    public static PictureEmbeddings of(
            Collection<? extends Picture> pictures, FaceAcquirer acquirer, FaceEncoder encoder, IntConsumer progress) {
        PictureEmbeddings result = new PictureEmbeddings(encoder.space());
        List<Picture> distinct = new ArrayList<>(new LinkedHashSet<>(pictures));
        ExecutorService decoder = DaemonThreads.pool(1, "decoder");
        Future<Decoded> next = decoder.submit(() -> decode(distinct, 0, acquirer));
        try {
            for (int start = 0; start < distinct.size(); start += BATCH) {
                Decoded decoded = Failures.await(next, "pictures were decoded");
                int following = start + BATCH;
                next = decoder.submit(() -> decode(distinct, following, acquirer));
                result.add(decoded, encoder);
                progress.accept(Math.min(following, distinct.size()));
            }
        } finally {
            next.cancel(false);
            DaemonThreads.end(
                    decoder,
                    LONGEST_BATCH_SECONDS); // the caller may close the acquirer next, so the thread must have ended
        }
        return result;
    }

    /** The embedding of a picture, [D]; nothing where it gave no face. */
    public Optional<float[]> of(Picture picture) {
        return Optional.ofNullable(embeddings.get(picture));
    }

    /** The same embeddings as they come back from bytes: rounded by {@link ByteEmbedding}. */
    public PictureEmbeddings inBytes() {
        PictureEmbeddings rounded = new PictureEmbeddings(space);
        rounded.failures.putAll(failures);
        embeddings.forEach((picture, values) -> rounded.embeddings.put(
                picture,
                ByteEmbedding.of(new Embedding(space, values)).restored().values()));
        return rounded;
    }

    /** The pictures that could not be read or show no face, with the reason: failures to acquire. */
    public Map<Picture, String> failures() {
        return Collections.unmodifiableMap(failures);
    }

    /** The rate of failures to acquire, FTA, among all pictures. */
    public Rate failureToAcquire() {
        return new Rate(failures.size(), failures.size() + embeddings.size());
    }

    private record Decoded(List<Picture> pictures, List<FaceImage> images, Map<Picture, String> failures) {}

    private static Decoded decode(List<Picture> all, int start, FaceAcquirer acquirer) {
        Decoded decoded = new Decoded(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        for (int i = start; i < Math.min(start + BATCH, all.size()); i++) {
            try {
                Acquisition face = acquirer.acquire(all.get(i).decode()).get(0);
                if (face instanceof FailedToAcquire failure) {
                    decoded.failures().put(all.get(i), failure.reason());
                } else {
                    decoded.images().add(face.taken().orElseThrow());
                    decoded.pictures().add(all.get(i));
                }
            } catch (UnreadablePictureException e) {
                decoded.failures().put(all.get(i), e.reason());
            }
        }
        return decoded;
    }

    private void add(Decoded decoded, FaceEncoder encoder) {
        failures.putAll(decoded.failures());
        if (decoded.images().isEmpty()) {
            return;
        }
        List<Embedding> embedded = embed(decoded.pictures(), decoded.images(), encoder);
        for (int i = 0; i < embedded.size(); i++) {
            embeddings.put(decoded.pictures().get(i), embedded.get(i).values());
        }
    }

    /** Where a batch gives an embedding that is none, the pictures one by one, to name the one at fault. */
    private static List<Embedding> embed(List<Picture> pictures, List<FaceImage> images, FaceEncoder encoder) {
        try {
            return encoder.embed(images);
        } catch (LikenessException | IllegalArgumentException e) {
            for (int i = 0; i < images.size(); i++) {
                try {
                    encoder.embed(List.of(images.get(i)));
                } catch (LikenessException | IllegalArgumentException alone) {
                    throw LikenessException.invalid(
                            String.format(Locale.ROOT, "%s: %s", pictures.get(i).name(), alone.getMessage()), alone);
                }
            }
            throw e;
        }
    }
}
