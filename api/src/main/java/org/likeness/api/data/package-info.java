/** The answers about data sets. Values alone; {@link org.likeness.api.WireJson} reads and writes them. */
@NullMarked
package org.likeness.api.data;

import org.jspecify.annotations.NullMarked;
