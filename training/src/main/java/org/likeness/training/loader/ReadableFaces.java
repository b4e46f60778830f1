package org.likeness.training.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * The faces of a data set at the input size of an encoder, all in memory.
 *
 * @param people the readable pictures, of the people who have any
 * @param faces  their faces, at the input size, in the same order
 */
public record ReadableFaces(FaceDataset people, List<FaceImage> faces) {
    /**
     * Decodes and cuts all pictures.
     *
     * @param data    whose
     * @param spec    the encoder's
     * @param threads at least 1
     * @param skipped receives unreadable pictures
     */
    public static ReadableFaces of(FaceDataset data, EncoderSpec spec, int threads, SkippedPictures skipped) {
        List<Picture> pictures = data.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .toList();
        List<Optional<FaceImage>> decoded =
                new Workers(threads).map(pictures, picture -> face(picture, spec, skipped), done -> {});
        List<Identity> people = new ArrayList<>();
        List<FaceImage> faces = new ArrayList<>();
        int next = 0;
        for (Identity identity : data.identities()) {
            List<Picture> readable = new ArrayList<>();
            for (Picture picture : identity.pictures()) {
                Optional<FaceImage> face = decoded.get(next++);
                face.ifPresent(faces::add);
                face.ifPresent(image -> readable.add(picture));
            }
            if (!readable.isEmpty()) {
                people.add(new Identity(identity.name(), readable));
            }
        }
        return new ReadableFaces(new FaceDataset(data.name(), people), faces);
    }

    private static Optional<FaceImage> face(Picture picture, EncoderSpec spec, SkippedPictures skipped) {
        try {
            return Optional.of(FaceInput.crop(picture.decode(), spec));
        } catch (UnreadablePictureException e) {
            skipped.add(picture.name(), e);
            return Optional.empty();
        }
    }
}
