/** Tests of how encoders of other programs are tried. */
@NullMarked
package org.likeness.app.importing;

import org.jspecify.annotations.NullMarked;
