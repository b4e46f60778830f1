/**
 * The review of faces before they are enrolled: quality, and whether they fit to the person. It only judges; what is done with a refused
 * face is up to the caller.
 */
@NullMarked
package org.likeness.gallery.review;

import org.jspecify.annotations.NullMarked;
