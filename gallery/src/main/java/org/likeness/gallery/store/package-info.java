/**
 * Where galleries are stored: one contract on SQL databases. Nothing outside this package sends SQL to a gallery's tables.
 */
@NullMarked
package org.likeness.gallery.store;

import org.jspecify.annotations.NullMarked;
