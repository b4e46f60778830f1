package org.likeness.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GallerySearch;
import org.likeness.gallery.GallerySearch.SearchedSpace;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.SpaceThresholds;
import org.likeness.gallery.migration.FormerEncoder;

/**
 * The encoders that a gallery is searched with: the present one, and former ones for people who were left behind when the gallery came to
 * the present one. Thread-safe.
 */
public final class SearchedEncoders implements AutoCloseable {
    private final FaceEncoder present;
    private final List<FormerEncoder> former;
    private final GallerySearch search;

    private SearchedEncoders(FaceEncoder present, List<FormerEncoder> former, Gallery gallery) {
        this.present = present;
        this.former = List.copyOf(former);
        this.search = former.isEmpty() ? new GallerySearch(gallery) : new GallerySearch(gallery, spaces());
    }

    /**
     * Opens former encoders.
     *
     * @param present stays the caller's
     * @param former  each opens one, which is closed with the result, and if this fails
     * @param gallery stays open as long as it is searched
     * @throws LikenessException if an encoder's file is refused, the gallery has no embeddings of it, or one of several encoders has no
     *     thresholds by which distances can be compared
     */
    public static SearchedEncoders of(FaceEncoder present, List<Supplier<FaceEncoder>> former, Gallery gallery) {
        List<FormerEncoder> opened = new ArrayList<>();
        try {
            for (Supplier<FaceEncoder> opening : former) {
                opened.add(FormerEncoder.of(gallery, opening.get(), present.spec()));
            }
            return new SearchedEncoders(present, opened, gallery);
        } catch (RuntimeException e) {
            opened.forEach(FormerEncoder::close);
            throw e;
        }
    }

    private List<SearchedSpace> spaces() {
        List<SearchedSpace> spaces = new ArrayList<>(List.of(space(present)));
        former.forEach(encoder -> spaces.add(space(encoder.encoder())));
        return spaces;
    }

    private static SearchedSpace space(FaceEncoder encoder) {
        return new SearchedSpace(encoder.space(), new Thresholds(encoder).calibration());
    }

    /** The number of faces that are searched. */
    public int size() {
        return search.size();
    }

    /**
     * The people nearest to a face.
     *
     * @param picture that the face was acquired from
     * @param face    no failure
     * @param count   at most so many, at least 1
     * @return nearest first, by false-match rates if there are former encoders
     */
    public List<Neighbor> nearest(FaceImage picture, Acquisition face, int count) {
        List<Embedding> embeddings =
                new ArrayList<>(present.embed(List.of(face.taken().orElseThrow())));
        former.forEach(encoder -> embeddings.add(encoder.embed(picture, face)));
        return search.nearest(embeddings, count);
    }

    /**
     * The people nearest to an embedding of the present encoder. Those who were left behind in spaces of former encoders are not found.
     *
     * @param count at most so many, at least 1
     * @throws org.likeness.core.embedding.SpaceMismatchException if it is another encoder's
     */
    public List<Neighbor> nearest(Embedding embedding, int count) {
        return search.nearest(List.of(embedding), count);
    }

    /** The threshold in the present encoder's space, and in others those of the same false-match rate. */
    public SpaceThresholds at(double threshold) {
        return search.at(threshold);
    }

    /**
     * In each space the threshold for the gallery as it is now.
     *
     * @see Thresholds#forGallery
     */
    public SpaceThresholds forGallery(double falsePositiveIdentificationRate) {
        int faces = size();
        return each(encoder -> new Thresholds(encoder)
                .forGallery(faces, falsePositiveIdentificationRate)
                .threshold());
    }

    /**
     * In each space the threshold for the gallery as it is now, never a looser one than wanted.
     *
     * @see Thresholds#strictFor
     */
    public SpaceThresholds strictFor(double falsePositiveIdentificationRate) {
        int faces = size();
        return each(encoder -> new Thresholds(encoder).strictFor(faces, falsePositiveIdentificationRate));
    }

    private SpaceThresholds each(ToDoubleFunction<FaceEncoder> threshold) {
        return new SpaceThresholds(
                threshold.applyAsDouble(present),
                former.stream()
                        .collect(Collectors.toMap(
                                FormerEncoder::space, encoder -> threshold.applyAsDouble(encoder.encoder()))));
    }

    @Override
    public void close() {
        search.close();
        former.forEach(FormerEncoder::close);
    }
}
