package org.likeness.core.image;

import java.util.Locale;

/**
 * A rectangle in a picture, in pixels: x to the right, y down, the center of the first pixel at (0, 0). It may extend beyond the picture.
 *
 * @param left   x of its left side
 * @param top    y of its upper side
 * @param width  0 or more
 * @param height 0 or more
 */
public record Box(double left, double top, double width, double height) {
    public Box {
        if (!Double.isFinite(left) || !Double.isFinite(top)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "box at (%s, %s): both must be finite", left, top));
        }
        if (!(width >= 0 && width < Double.POSITIVE_INFINITY && height >= 0 && height < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "box of %s × %s pixels: both must be finite, 0 or more", width, height));
        }
    }

    /** x of its right side. */
    public double right() {
        return left + width;
    }

    /** y of its lower side. */
    public double bottom() {
        return top + height;
    }

    /** x of its center. */
    public double centerX() {
        return left + width / 2;
    }

    /** y of its center. */
    public double centerY() {
        return top + height / 2;
    }

    /** Square pixels. */
    public double area() {
        return width * height;
    }

    /** The area that both cover, in square pixels. */
    public double intersection(Box other) {
        double across = Math.min(right(), other.right()) - Math.max(left, other.left);
        double down = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
        return Math.max(0, across) * Math.max(0, down);
    }

    /** The area that both cover over the area that either covers, in [0, 1]; 0 where neither has any. */
    public double intersectionOverUnion(Box other) {
        double both = intersection(other);
        double either = area() + other.area() - both;
        return either > 0 ? both / either : 0;
    }
}
