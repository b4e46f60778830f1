package org.likeness.core.image;

import java.util.Locale;

/**
 * A rectangle in fractions of a picture's width and height. Parts outside the picture are filled with its nearest edge
 * pixel.
 *
 * @param centerX center from the left, in [0, 1]
 * @param centerY center from the top, in [0, 1]
 * @param width   share of the picture's width, in (0, 2]
 * @param height  share of the picture's height, in (0, 2]
 */
public record CropFraction(double centerX, double centerY, double width, double height) implements FaceCrop {
    /** The whole picture. */
    public static final CropFraction WHOLE = new CropFraction(0.5, 0.5, 1, 1);

    public CropFraction {
        if (!(centerX >= 0 && centerX <= 1 && centerY >= 0 && centerY <= 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "crop centered at (%s, %s): both must lie in [0, 1]", centerX, centerY));
        }
        if (!(width > 0 && width <= 2 && height > 0 && height <= 2)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "crop of %s × %s of the picture: both must lie in (0, 2]", width, height));
        }
    }

    /**
     * Reads {@code centerX,centerY,width,height}.
     *
     * @throws IllegalArgumentException if these are not four numbers in range
     */
    public static CropFraction parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "crop \"%s\": four numbers are expected, centerX,centerY,width,height in fractions of the picture",
                    text));
        }
        double[] numbers = new double[4];
        for (int i = 0; i < 4; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "crop \"%s\": \"%s\" is not a number", text, parts[i]), e);
            }
        }
        return new CropFraction(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    @Override
    public String toString() {
        return centerX + "," + centerY + "," + width + "," + height;
    }
}
