package org.likeness.core.dataset;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.PictureHash;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * What an inspection stores of a picture: about 400 bytes, whatever its size.
 *
 * @param member  which picture
 * @param digest  SHA-256 of its content; empty if even that cannot be read
 * @param pixels  what was seen of its pixels; empty if it cannot be decoded
 * @param failure why it cannot be decoded; empty if it can
 */
public record PictureSummary(Member member, Optional<byte[]> digest, Optional<Pixels> pixels, String failure) {
    /** Size and fingerprint. */
    public record Pixels(int width, int height, PictureHash hash) {}

    /**
     * Reads and decodes all pictures of a set, in their order.
     *
     * @param threads  that decode, at least 1
     * @param progress told how many pictures are done, by any of the threads
     */
    public static List<PictureSummary> of(FaceDataset data, int threads, IntConsumer progress) {
        List<Named> pictures = data.identities().stream()
                .flatMap(identity -> identity.pictures().stream().map(picture -> new Named(identity.name(), picture)))
                .toList();
        return new Workers(threads).map(pictures, PictureSummary::at, progress);
    }

    private record Named(String identity, Picture picture) {}

    private static PictureSummary at(Named named) {
        Member member = new Member(named.identity, named.picture.name());
        Optional<byte[]> digest = Optional.empty();
        try {
            digest = Optional.of(Sha256.digest().digest(named.picture.content()));
            FaceImage picture = named.picture.decode();
            var pixels = new Pixels(picture.width(), picture.height(), PictureHash.of(picture));
            return new PictureSummary(member, digest, Optional.of(pixels), "");
        } catch (UnreadablePictureException e) {
            return new PictureSummary(member, digest, Optional.empty(), e.reason());
        }
    }

    boolean isReadable() {
        return pixels.isPresent();
    }
}
