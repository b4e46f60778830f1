package org.likeness.gallery.migration;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Face;
import org.likeness.gallery.Gallery;

/** The pictures that were enrolled, found by the hashes of their files. */
public final class SourcePictures implements FaceSource {
    private final Gallery gallery;
    private final Function<String, Optional<FaceImage>> pictures;
    private final FaceAcquirer acquirer;
    private final Optional<FormerEncoder> former;

    /**
     * Pictures by the SHA-256 of their files.
     *
     * @param pictures gives a picture; may throw an {@link UnreadablePictureException}
     * @param acquirer takes all faces of a picture for the new encoder
     * @param former   tells which of several faces was enrolled; without it, such pictures cannot be used
     */
    public SourcePictures(
            Gallery gallery,
            Function<String, Optional<FaceImage>> pictures,
            FaceAcquirer acquirer,
            Optional<FormerEncoder> former) {
        this.gallery = gallery;
        this.pictures = pictures;
        this.acquirer = acquirer;
        this.former = former;
    }

    @Override
    public Optional<Found> find(Face face) {
        try {
            return face.sha256().flatMap(pictures).map(picture -> found(face, picture));
        } catch (UnreadablePictureException e) {
            return Optional.of(new Found.Unusable(e.reason()));
        }
    }

    private Found found(Face face, FaceImage picture) {
        List<Acquisition> usable = acquirer.acquire(picture);
        if (usable.size() == 1) {
            return usable.get(0) instanceof FailedToAcquire failure
                    ? new Found.Unusable(failure.reason())
                    : new Found.Picture(usable.get(0).taken().orElseThrow());
        }
        Optional<FormerEncoder> encoder = former;
        Optional<Embedding> enrolled = encoder.flatMap(known -> gallery.embeddings(face.id()).stream()
                .filter(embedding -> embedding.space().equals(known.space()))
                .findFirst());
        if (encoder.isEmpty() || enrolled.isEmpty()) {
            return new Found.Unusable(String.format(
                    Locale.ROOT,
                    "%d faces were found, and without the encoder that it was enrolled with it is not known which is meant",
                    usable.size()));
        }
        return usable.stream()
                .filter(outcome -> outcome.taken().isPresent())
                .min(Comparator.comparingDouble(outcome -> encoder.get()
                        .embed(picture, outcome)
                        .distanceTo(
                                enrolled.get(), encoder.get().encoder().spec().distance())))
                .<Found>map(outcome -> new Found.Picture(outcome.taken().orElseThrow()))
                .orElseGet(() -> new Found.Unusable("none of its faces can be used"));
    }
}
