/** Tests of what is published: the zip, and the artifacts as an application sees them. */
@NullMarked
package org.likeness.dist;

import org.jspecify.annotations.NullMarked;
