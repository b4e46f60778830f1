/**
 * From a photograph to a face that an encoder takes: which face, how it is aligned, how good it is, and what is said where there is none. No engine lives here: detectors are networks, and those are run elsewhere.
 */
@NullMarked
package org.likeness.core.acquisition;

import org.jspecify.annotations.NullMarked;
