/** Brings a gallery to another encoder: from kept faces or from the pictures that were enrolled, while the gallery is in use. */
@NullMarked
package org.likeness.gallery.migration;

import org.jspecify.annotations.NullMarked;
