/** Tests of how other programs' files become encoders. */
@NullMarked
package org.likeness.model.importing;

import org.jspecify.annotations.NullMarked;
