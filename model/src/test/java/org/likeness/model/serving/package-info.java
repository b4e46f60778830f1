/** Tests of copies for serving. */
@NullMarked
package org.likeness.model.serving;

import org.jspecify.annotations.NullMarked;
