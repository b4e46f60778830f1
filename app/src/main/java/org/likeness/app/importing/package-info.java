/** Tests imported encoders in both engines. The conversion of graphs is in {@code model.importing}. */
@NullMarked
package org.likeness.app.importing;

import org.jspecify.annotations.NullMarked;
