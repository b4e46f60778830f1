/**
 * Tries encoders of other programs in both engines before anybody relies on them. How a graph is made an encoder is not known here.
 */
@NullMarked
package org.likeness.app.importing;

import org.jspecify.annotations.NullMarked;
