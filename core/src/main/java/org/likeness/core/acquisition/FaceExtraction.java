package org.likeness.core.acquisition;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;

/**
 * How embeddings were obtained besides the encoder: detection and alignment of faces, and mirror averaging. A gallery holds only embeddings
 * that were obtained in one way.
 *
 * @param detection how faces were detected and aligned; empty if the pictures were aligned faces
 * @param mirror    whether embeddings are averaged with those of the mirror image
 */
public record FaceExtraction(Optional<Detection> detection, boolean mirror) {
    /** Pictures are faces that are cut out already, and each is embedded alone. */
    public static final FaceExtraction CUT_OUT = new FaceExtraction(Optional.empty(), false);

    /**
     * How faces were found and aligned.
     *
     * @param detector name of the network's file
     * @param sha256   of the network's file: 64 lower-case hexadecimal digits
     * @param template where landmarks were brought to, if not where the encoder's specification has them
     */
    public record Detection(String detector, String sha256, Optional<String> template) {
        @Override
        public String toString() {
            return detector + " (" + sha256.substring(0, Math.min(8, sha256.length())) + ")";
        }
    }

    /**
     * From the columns or fields in which it is stored.
     *
     * @param detector name of the network's file; null, as its hash, if the pictures were aligned faces
     * @param sha256   of the network's file
     * @param template where landmarks were brought to; null if where the encoder's specification has them
     * @param mirror   whether embeddings are averaged with those of the mirror image
     */
    public static FaceExtraction of(
            @Nullable String detector, @Nullable String sha256, @Nullable String template, boolean mirror) {
        return new FaceExtraction(
                detector == null || sha256 == null
                        ? Optional.empty()
                        : Optional.of(new Detection(detector, sha256, Optional.ofNullable(template))),
                mirror);
    }

    /**
     * Refuses faces that are taken in another way.
     *
     * @param holder what holds the other faces, such as {@code gallery "staff.db"}
     * @param given  how faces are to be taken
     * @throws LikenessException if one way finds faces and the other does not, if they are aligned to different templates, or if only one
     *                       averages with the mirror image
     */
    public void requireSame(String holder, FaceExtraction given) {
        if (detection.isPresent() != given.detection.isPresent()) {
            throw new LikenessException(
                    LikenessException.Kind.CONFLICT,
                    String.format(
                            Locale.ROOT,
                            detection.isPresent()
                                    ? "%s contains faces detected by %s, and these pictures would be used as aligned faces"
                                    : "%s contains pictures used as aligned faces, and %s would detect these",
                            holder,
                            detection.or(given::detection).orElseThrow()),
                    new Remedy(detection.isPresent() ? Remedy.Action.USE_THAT_DETECTOR : Remedy.Action.OMIT_DETECTOR));
        }
        if (!template().equals(given.template())) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s contains faces aligned to %s, and these would be aligned to %s: use the same template, or enroll everyone again in another gallery",
                    holder,
                    named(template()),
                    named(given.template())));
        }
        if (mirror != given.mirror) {
            throw new LikenessException(
                    LikenessException.Kind.CONFLICT,
                    String.format(
                            Locale.ROOT,
                            "%s contains embeddings of %s, and these would be of %s",
                            holder,
                            averaged(mirror),
                            averaged(given.mirror)),
                    new Remedy(mirror ? Remedy.Action.AVERAGE_WITH_MIRROR : Remedy.Action.OMIT_MIRROR));
        }
    }

    /**
     * What is to be said where faces are found by another network: distances change a little, and thresholds hold less well.
     *
     * @param holder what holds the other faces
     * @param given  how faces are to be taken
     * @return nothing where both are the same
     */
    public Optional<String> doubt(String holder, FaceExtraction given) {
        return detection
                .filter(own -> given.detection
                        .filter(other -> !other.sha256.equals(own.sha256))
                        .isPresent())
                .map(own -> String.format(
                        Locale.ROOT,
                        "%s contains faces detected by %s, these are detected by %s: distances differ slightly",
                        holder,
                        own,
                        given.detection.orElseThrow()));
    }

    /** Such as {@code faces found by yunet.onnx (8f2383e4), averaged with their mirror images}. */
    @Override
    public String toString() {
        return detection.map(found -> "faces found by " + found).orElse("faces cut out already")
                + (mirror ? ", averaged with their mirror images" : "");
    }

    private Optional<String> template() {
        return detection.flatMap(Detection::template);
    }

    private static String named(Optional<String> template) {
        return template.map(name -> "the template " + name).orElse("the encoder's own template");
    }

    private static String averaged(boolean mirror) {
        return mirror ? "faces averaged with their mirror images" : "faces alone";
    }
}
