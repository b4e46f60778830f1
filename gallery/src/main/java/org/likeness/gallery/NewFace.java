package org.likeness.gallery;

import java.util.Optional;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;

/**
 * A face to enroll.
 *
 * @param embedding of the face
 * @param source    the name of the picture
 * @param sha256    of the picture's file, 64 lower-case hexadecimal digits, if known: it shows that a picture is enrolled already
 * @param quality   of the face, if a detector found it
 * @param crop      its picture, if the gallery is to keep it
 */
public record NewFace(
        Embedding embedding,
        String source,
        Optional<String> sha256,
        Optional<FaceQuality> quality,
        Optional<KeptCrop> crop) {
    /** An embedding of a named picture, without anything else. */
    public static NewFace of(Embedding embedding, String source) {
        return new NewFace(embedding, source, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** An embedding of a named picture, with the quality of its face if a detector found it. */
    public static NewFace of(Embedding embedding, String source, Acquisition acquired) {
        NewFace face = of(embedding, source);
        return acquired instanceof Acquired found ? face.withQuality(found.quality()) : face;
    }

    /** The same with the hash of the picture's file. */
    public NewFace withSha256(String hash) {
        return new NewFace(embedding, source, Optional.of(hash), quality, crop);
    }

    /** The same with the quality of the face. */
    public NewFace withQuality(FaceQuality judged) {
        return new NewFace(embedding, source, sha256, Optional.of(judged), crop);
    }

    /**
     * The same with its picture, for the gallery to keep.
     *
     * @param picture   as it is embedded, before the encoder's own crop and size
     * @param alignment how the face was aligned; empty if it was not
     */
    public NewFace withCrop(FaceImage picture, Optional<FaceAlignment> alignment) {
        return new NewFace(embedding, source, sha256, quality, Optional.of(new KeptCrop(picture, alignment)));
    }
}
