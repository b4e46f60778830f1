package org.likeness.core.acquisition;

import java.util.Locale;
import java.util.Optional;
import org.likeness.core.UserException;

/**
 * How embeddings were obtained besides the encoder: detection and alignment of faces, and mirror averaging. A gallery holds only embeddings
 * that were obtained in one way.
 *
 * @param detection how faces were detected and aligned; empty if the pictures were aligned faces
 * @param mirror    whether embeddings are averaged with those of the mirror image
 */
public record FaceTaking(Optional<Detection> detection, boolean mirror) {
    /** Pictures are faces that are cut out already, and each is embedded alone. */
    public static final FaceTaking CUT_OUT = new FaceTaking(Optional.empty(), false);

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
     * Refuses faces that are taken in another way.
     *
     * @param holder what holds the other faces, such as {@code gallery "staff.db"}
     * @param given  how faces are to be taken
     * @throws UserException if one way finds faces and the other does not, if they are aligned to different templates, or if only one
     *                       averages with the mirror image
     */
    public void requireSame(String holder, FaceTaking given) {
        if (detection.isPresent() != given.detection.isPresent()) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    detection.isPresent()
                            ? "%s contains faces detected by %s, and these pictures would be used as aligned faces: give that detector with --detector, or enroll everyone again in another gallery"
                            : "%s contains pictures used as aligned faces, and %s would detect these: omit --detector, or enroll everyone again in another gallery",
                    holder,
                    detection.or(given::detection).orElseThrow()));
        }
        if (!template().equals(given.template())) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    "%s contains faces aligned to %s, and these would be aligned to %s: use the same template, or enroll everyone again in another gallery",
                    holder,
                    named(template()),
                    named(given.template())));
        }
        if (mirror != given.mirror) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    "%s contains embeddings of %s, and these would be of %s: %s --mirror, or enroll everyone again in another gallery",
                    holder,
                    averaged(mirror),
                    averaged(given.mirror),
                    mirror ? "give" : "leave out"));
        }
    }

    /**
     * What is to be said where faces are found by another network: distances change a little, and thresholds hold less well.
     *
     * @param holder what holds the other faces
     * @param given  how faces are to be taken
     * @return nothing where both are the same
     */
    public Optional<String> doubt(String holder, FaceTaking given) {
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
