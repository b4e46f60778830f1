/**
 * Galleries: enrolled people and their faces, the history of changes, search, and the decision of an identification, {@code Match} or
 * {@code Unknown}. Where a gallery is stored is told by {@code gallery.store}; encoders and detectors are not known here.
 */
@NullMarked
package org.likeness.gallery;

import org.jspecify.annotations.NullMarked;
