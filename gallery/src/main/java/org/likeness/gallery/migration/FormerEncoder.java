package org.likeness.gallery.migration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.MirrorEncoder;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GallerySpace;
import org.likeness.gallery.Spaces;

/**
 * An encoder that a gallery had before, at work on faces that are acquired for its present one: each face is found once, and aligned for
 * both. Thread-safe.
 */
public final class FormerEncoder implements AutoCloseable {
    private final FaceEncoder encoder;
    private final Optional<FaceAlignment> own;
    private final Optional<FaceAlignment> present;

    /**
     * @param encoder closed with this
     * @param own     how faces are aligned for it; empty if it takes them as they are
     * @param present how pictures that are faces already are aligned for the present encoder; empty if they are not
     */
    FormerEncoder(FaceEncoder encoder, Optional<FaceAlignment> own, Optional<FaceAlignment> present) {
        this.encoder = encoder;
        this.own = own;
        this.present = present;
    }

    /**
     * The encoder as a gallery had it: averaged with the mirror image or not, for faces that were aligned as the gallery records.
     *
     * @param encoder closed with the result, and if this fails
     * @param present of the encoder that faces are acquired for
     * @throws LikenessException if the gallery has no embeddings of the encoder
     */
    public static FormerEncoder of(Gallery gallery, FaceEncoder encoder, EncoderSpec present) {
        try {
            List<GallerySpace> spaces = gallery.spaces().list();
            for (FaceEncoder as : List.of(encoder, new MirrorEncoder(encoder))) {
                for (GallerySpace space : spaces) {
                    if (space.encoder().equals(as.space())) {
                        return new FormerEncoder(as, alignment(encoder.spec(), space), present.alignment());
                    }
                }
            }
            throw Spaces.missing(
                    gallery.name(),
                    encoder.space(),
                    spaces.stream().map(GallerySpace::encoder).toList());
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    private static Optional<FaceAlignment> alignment(EncoderSpec spec, GallerySpace space) {
        boolean arcFace = space.extraction()
                .flatMap(FaceExtraction::detection)
                .flatMap(FaceExtraction.Detection::template)
                .isPresent();
        return arcFace ? Optional.of(spec.arcFaceAlignment()) : spec.alignment();
    }

    /** How faces are aligned for it; empty if it takes them as they are. */
    public Optional<FaceAlignment> alignment() {
        return own;
    }

    public FaceEncoder encoder() {
        return encoder;
    }

    public EncoderId space() {
        return encoder.space();
    }

    /**
     * Embeds a face.
     *
     * @param picture that was acquired from
     * @param outcome one of its faces, no failure
     * @throws LikenessException if a detector found it, and it is not known how faces are aligned for this encoder
     */
    public Embedding embed(FaceImage picture, Acquisition outcome) {
        return encoder.embed(List.of(taken(picture, outcome))).get(0);
    }

    private FaceImage taken(FaceImage picture, Acquisition outcome) {
        if (outcome instanceof Acquired found) {
            return found.aligned(
                    picture,
                    own.orElseThrow(() -> LikenessException.invalid(String.format(
                            Locale.ROOT,
                            "encoder %s has no template of landmarks: it cannot take faces that a detector finds",
                            space().brief()))));
        }
        FaceImage whole = outcome.taken().orElseThrow();
        return own.isPresent() && present.isPresent() ? own.get().realign(whole, present.get()) : whole;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
