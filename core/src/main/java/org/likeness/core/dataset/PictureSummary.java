package org.likeness.core.dataset;

import java.util.Optional;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.PictureHash;
import org.likeness.core.image.codec.UnreadablePictureException;

/** What an inspection stores of a picture: about 400 bytes, whatever its size. */
final class PictureSummary {
    private final Member member;
    private final Optional<byte[]> digest;
    private final Optional<Pixels> pixels;
    private final String failure;

    /**
     * @param member  which picture
     * @param digest  SHA-256 of its content; empty if even that cannot be read
     * @param pixels  what was seen of its pixels; empty if it cannot be decoded
     * @param failure why it cannot be decoded; empty if it can
     */
    PictureSummary(Member member, Optional<byte[]> digest, Optional<Pixels> pixels, String failure) {
        this.member = member;
        this.digest = digest;
        this.pixels = pixels;
        this.failure = failure;
    }

    Member member() {
        return member;
    }

    Optional<byte[]> digest() {
        return digest;
    }

    Optional<Pixels> pixels() {
        return pixels;
    }

    String failure() {
        return failure;
    }

    /** Size and fingerprint. */
    record Pixels(int width, int height, PictureHash hash) {}

    static PictureSummary at(Member member) {
        Optional<byte[]> digest = Optional.empty();
        try {
            digest = Optional.of(Sha256.digest().digest(member.picture().content()));
            FaceImage picture = member.picture().decode();
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
