package org.likeness.core.dataset.synthetic;

/** The intersection of a ray with the surface of the head. One object is reused for all rays of a picture. */
final class Hit {
    /** To the right on the head. */
    float x;
    /** Up on the head. */
    float y;
    /** The position around the section: −1 is the left side, 0 the front's middle, 1 the right side. */
    float across;
    /** The position toward the front: 1 is the face, 0 the side, negative the back. */
    float front;
    /** Towards the camera, in the picture's frame. */
    float depth;
    /** Towards the camera before pitch: also the guess from which the next ray starts. */
    float level;
    /** Signed distance to the outline in the picture, negative inside. */
    float edge;
}
