package org.likeness.gallery.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GallerySpace;

/**
 * Embeds the faces of a gallery with another encoder. The gallery may be used meanwhile; faces that are enrolled meanwhile are embedded,
 * too. Each batch is durable: a run that was interrupted is gone on with by another one, which embeds only what is missing.
 */
public final class GalleryMigration {
    private static final int BATCH = 32;
    private static final String NO_PICTURE = "no picture of it is there";

    private final Gallery gallery;
    private final FaceEncoder encoder;
    private final List<FaceSource> sources;

    /**
     * Prepares the gallery for the space of the encoder.
     *
     * @param encoder    stays the caller's
     * @param extraction how the sources obtain faces
     * @param sources    are asked in this order, until one has a picture that can be used
     * @throws org.likeness.core.LikenessException {@code CONFLICT} if the gallery has embeddings in that space that were obtained in another
     *     way
     */
    public GalleryMigration(Gallery gallery, FaceEncoder encoder, FaceExtraction extraction, List<FaceSource> sources) {
        this.gallery = gallery;
        this.encoder = encoder;
        this.sources = List.copyOf(sources);
        gallery.spaces().prepare(encoder.space(), Optional.of(extraction));
    }

    /**
     * What a run did.
     *
     * @param embedded faces
     * @param skipped  faces that remain without an embedding of the encoder, in the order of their ids
     */
    public record Result(long embedded, List<SkippedFace> skipped) {
        public Result {
            skipped = List.copyOf(skipped);
        }
    }

    /** A face without a picture that can be used, and why. */
    public record SkippedFace(Face face, String reason) {}

    /** The space that is filled. */
    public EncoderId space() {
        return encoder.space();
    }

    /** How many faces are still to be embedded. */
    public long remaining() {
        long faces = gallery.stats().faces();
        return faces
                - gallery.spaces().list().stream()
                        .filter(space -> space.encoder().equals(encoder.space()))
                        .mapToLong(GallerySpace::faces)
                        .sum();
    }

    /**
     * Embeds all faces that have no embedding of the encoder and a picture that can be used. Ends early, after a whole batch, when the
     * thread is interrupted.
     *
     * @param progress receives the number of faces that are done
     */
    public Result run(LongConsumer progress) {
        List<SkippedFace> skipped = new ArrayList<>();
        Optional<FaceId> last = Optional.empty();
        long embedded = 0;
        while (!Thread.currentThread().isInterrupted()) {
            List<Face> batch = gallery.spaces().without(encoder.space(), last, BATCH);
            if (batch.isEmpty()) {
                break;
            }
            embedded += embed(batch, skipped);
            last = Optional.of(batch.get(batch.size() - 1).id());
            progress.accept(embedded + skipped.size());
        }
        return new Result(embedded, skipped);
    }

    private int embed(List<Face> batch, List<SkippedFace> skipped) {
        Map<FaceId, FaceImage> pictures = new LinkedHashMap<>();
        for (Face face : batch) {
            String reason = NO_PICTURE;
            for (FaceSource source : sources) {
                Optional<FaceSource.Found> found = source.find(face);
                if (found.isPresent() && found.get() instanceof FaceSource.Found.Picture picture) {
                    pictures.put(face.id(), picture.face());
                    break;
                }
                reason = found.map(other -> ((FaceSource.Found.Unusable) other).reason())
                        .orElse(reason);
            }
            if (!pictures.containsKey(face.id())) {
                skipped.add(new SkippedFace(face, reason));
            }
        }
        return pictures.isEmpty() ? 0 : gallery.spaces().add(embedded(pictures));
    }

    private Map<FaceId, Embedding> embedded(Map<FaceId, FaceImage> pictures) {
        List<Embedding> embeddings = encoder.embed(List.copyOf(pictures.values()));
        Map<FaceId, Embedding> byFace = new LinkedHashMap<>();
        for (FaceId face : pictures.keySet()) {
            byFace.put(face, embeddings.get(byFace.size()));
        }
        return byFace;
    }
}
