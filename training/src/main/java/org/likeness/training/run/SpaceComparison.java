package org.likeness.training.run;

import java.util.Arrays;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.model.EncoderModel;

/** Whether embeddings of two encoders, of the same pictures, can be made comparable: form and faces must agree. */
final class SpaceComparison {
    private static final double SAME_PLACE = 0.01; // of two landmarks, as a share of the picture

    private SpaceComparison() {}

    /** @throws LikenessException if they cannot */
    static void require(EncoderModel old, EncoderModel trained) {
        EncoderSpec spec = old.spec();
        EncoderSpec other = trained.spec();
        if (!spec.normalized() || !other.normalized()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "encoder %s does not normalize embeddings, which compatible training requires of both encoders",
                    (spec.normalized() ? trained : old).space().brief()));
        }
        if (spec.embeddingSize() != other.embeddingSize()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "encoder %s gives embeddings of %d numbers, and the new one of %d: as many are needed to compare them; set network.embeddingSize=%d for a new network",
                    old.space().brief(),
                    spec.embeddingSize(),
                    other.embeddingSize(),
                    spec.embeddingSize()));
        }
        if (!takeTheSameFaces(spec, other)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "encoder %s takes %s, and the new one %s: the same pictures cannot serve both; align them for the one with landmarks, and use them whole (data.crop=0.5,0.5,1,1)",
                    old.space().brief(),
                    faces(spec),
                    faces(other)));
        }
    }

    /** An encoder with a template takes aligned pictures whole; where both cut a part out, each does so from the same picture. */
    private static boolean takeTheSameFaces(EncoderSpec one, EncoderSpec other) {
        boolean oneAligned = one.crop() instanceof FivePointTemplate;
        boolean otherAligned = other.crop() instanceof FivePointTemplate;
        if (oneAligned && otherAligned) {
            double[] places = places(one);
            double[] others = places(other);
            for (int i = 0; i < places.length; i++) {
                if (Math.abs(places[i] - others[i]) > SAME_PLACE) {
                    return false;
                }
            }
            return true;
        }
        return !oneAligned && !otherAligned || (oneAligned ? other : one).crop().equals(CropFraction.WHOLE);
    }

    /** Of the landmarks, x and y as shares of the input. */
    private static double[] places(EncoderSpec spec) {
        if (!(spec.crop() instanceof FivePointTemplate template)) {
            throw new IllegalArgumentException("not a template");
        }
        double[] places = template.points();
        for (int i = 0; i < places.length; i++) {
            places[i] = (places[i] + 0.5) / (i % 2 == 0 ? spec.inputWidth() : spec.inputHeight());
        }
        return places;
    }

    private static String faces(EncoderSpec spec) {
        return spec.crop() instanceof FivePointTemplate template
                ? "faces aligned to the landmarks " + Arrays.toString(template.points())
                : "the part " + spec.crop() + " of pictures";
    }
}
