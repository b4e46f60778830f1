/** Tests of encoders and of the names of their spaces. */
@NullMarked
package org.likeness.model;

import org.jspecify.annotations.NullMarked;
