/**
 * Generated faces: a person is a set of numbers drawn from a seed, and each picture is rendered on demand. Nothing here reads a file, and
 * nothing depends on the platform: the same numbers give the same
 * bytes on every machine, so there is no {@code java.awt} and no {@link java.lang.Math#sin(double) Math.sin}.
 *
 * <p><b>The model.</b> A {@link org.likeness.core.dataset.synthetic.Person} holds what is constant: the outline of the head,
 * the places, sizes and slants of eyes, brows, nose and mouth, skin, marks, hair. A {@link
 * org.likeness.core.dataset.synthetic.Shot} holds what changes from picture to picture: pose, light, expression,
 * glasses, hat, beard, backdrop, lens. The data flow:
 *
 * <ol>
 *   <li>{@link org.likeness.core.dataset.synthetic.HeadSurface} casts a parallel ray through each pixel onto a solid
 *       whose horizontal sections are ellipses, turned by yaw and pitch, and displaced along its depth by {@link
 *       org.likeness.core.dataset.synthetic.Relief} (nose, sockets, lips, cheeks). What comes back are coordinates on
 *       the face; foreshortening and parallax follow by themselves.
 *   <li>{@link org.likeness.core.dataset.synthetic.FacePaint}s give the color at those coordinates, each edge softened
 *       over one pixel by its signed distance.
 *   <li>{@link org.likeness.core.dataset.synthetic.Lighting} takes normals and cast shadows from the depths and lights
 *       the colors.
 *   <li>{@link org.likeness.core.dataset.synthetic.Lens} blurs, exposes, quantizes.
 * </ol>
 *
 * <p>Head coordinates: x to the right of the picture, y up, z toward the camera; the head is about 2 units high, its
 * center at the origin, the eyes near y = 0.
 *
 * <p>The package is large because it is one drawing, split by parts of the face; all but two of its types are package-private.
 */
@NullMarked
package org.likeness.core.dataset.synthetic;

import org.jspecify.annotations.NullMarked;
