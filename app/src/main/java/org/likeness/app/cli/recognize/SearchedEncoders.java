package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GallerySearch;
import org.likeness.gallery.GallerySearch.SearchedSpace;
import org.likeness.gallery.SpaceThresholds;
import org.likeness.gallery.migration.FormerEncoder;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.recognition.Thresholds;

/** The encoders that a gallery is searched with: the present one, and former ones for people who were left behind. */
final class SearchedEncoders implements AutoCloseable {
    private final FaceRecognizer present;
    private final List<FormerEncoder> former = new ArrayList<>();
    private final GallerySearch search;

    /**
     * @param present stays the caller's
     * @param files   of the former encoders
     */
    SearchedEncoders(FaceRecognizer present, List<Path> files, Gallery gallery) {
        this.present = present;
        try {
            for (Path file : files) {
                former.add(FormerEncoder.of(
                        gallery, OnnxEncoder.load(file), present.encoder().spec()));
            }
            this.search = search(gallery);
        } catch (RuntimeException e) {
            former.forEach(FormerEncoder::close);
            throw e;
        }
    }

    private GallerySearch search(Gallery gallery) {
        if (former.isEmpty()) {
            return new GallerySearch(gallery);
        }
        List<SearchedSpace> spaces = new ArrayList<>();
        spaces.add(new SearchedSpace(
                present.encoder().space(), present.thresholds().calibration()));
        former.forEach(encoder -> spaces.add(
                new SearchedSpace(encoder.space(), thresholds(encoder).calibration())));
        return new GallerySearch(gallery, spaces);
    }

    private static Thresholds thresholds(FormerEncoder encoder) {
        return new Thresholds(encoder.encoder());
    }

    GallerySearch search() {
        return search;
    }

    /** Where a rate of strangers was asked for, and is to be kept in every space. */
    SpaceThresholds atFalsePositiveRate(double current, double rate, boolean strict) {
        Map<EncoderId, Double> others = new LinkedHashMap<>();
        for (FormerEncoder encoder : former) {
            others.put(
                    encoder.space(),
                    strict
                            ? thresholds(encoder).strictFor(search.size(), rate)
                            : thresholds(encoder)
                                    .forGallery(search.size(), rate)
                                    .threshold());
        }
        return new SpaceThresholds(current, others);
    }

    /** A face in all spaces that are searched. */
    List<Embedding> embed(FaceImage photograph, Acquisition face) {
        List<Embedding> embeddings =
                new ArrayList<>(present.encoder().embed(List.of(face.taken().orElseThrow())));
        former.forEach(encoder -> embeddings.add(encoder.embed(photograph, face)));
        return embeddings;
    }

    @Override
    public void close() {
        search.close();
        former.forEach(FormerEncoder::close);
    }
}
