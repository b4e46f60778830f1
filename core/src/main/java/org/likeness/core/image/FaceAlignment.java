package org.likeness.core.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.likeness.core.EnumWord;

/**
 * How faces are brought to one place and one size before they are embedded.
 *
 * @param template where landmarks come to lie, in pixels of the aligned face
 * @param width    pixels a row of the aligned face, at least 3
 * @param height   rows of the aligned face, at least 3
 * @param border   what lies beyond the picture
 */
public record FaceAlignment(FivePointTemplate template, int width, int height, Border border) {
    public FaceAlignment {
        if (width < 3 || height < 3) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "aligned faces of %d×%d pixels: both must be at least 3", width, height));
        }
    }

    /** Square faces with the template of most published encoders. */
    public static FaceAlignment arcFace(int size, Border border) {
        return new FaceAlignment(FivePointTemplate.arcFace(size), size, size, border);
    }

    /** Width, height, border and the places of the template, in words; {@link #parse} reads it. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%d %d %s %s",
                width,
                height,
                EnumWord.of(border),
                Arrays.stream(template.points()).mapToObj(Double::toString).collect(Collectors.joining(" ")));
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it is not that of an alignment
     */
    public static FaceAlignment parse(String text) {
        String[] words = text.split(" ", -1);
        try {
            return new FaceAlignment(
                    new FivePointTemplate(Arrays.stream(words)
                            .skip(3)
                            .mapToDouble(Double::parseDouble)
                            .toArray()),
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    EnumWord.find(Border.class, words[2]).orElseThrow());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "alignment \"%s\": width, height, border and ten numbers are expected", text),
                    e);
        }
    }

    /**
     * Aligns a face.
     *
     * @param landmarks in pixels of the picture
     * @throws IllegalArgumentException if the landmarks all lie at one place
     */
    public FaceImage align(FaceImage picture, Landmarks landmarks) {
        return Aligner.align(picture, landmarks, template, width, height, border);
    }

    /** The same with another fill of what lies beyond the picture. */
    public FaceAlignment with(Border other) {
        return new FaceAlignment(template, width, height, other);
    }

    /**
     * Whether an aligned face shows what lies beyond the picture.
     *
     * @param landmarks in pixels of the picture
     * @throws IllegalArgumentException if the landmarks all lie at one place
     */
    public boolean reachesBeyond(FaceImage picture, Landmarks landmarks) {
        return Aligner.reachesBeyond(picture, landmarks, template, width, height);
    }

    /**
     * Aligns a face that was aligned otherwise: its landmarks are taken to lie where that template has them. What the first alignment cut
     * off is lost, and is filled as if it lay beyond the picture.
     *
     * @param aligned by the other alignment, of any size
     */
    public FaceImage realign(FaceImage aligned, FaceAlignment from) {
        FivePointTemplate at =
                from.template.stretched((double) aligned.width() / from.width, (double) aligned.height() / from.height);
        boolean isThere = aligned.width() == width && aligned.height() == height && at.equals(template);
        return isThere
                ? aligned
                : Aligner.warp(
                        aligned, SimilarityTransform.between(at.points(), template.points()), width, height, border);
    }
}
