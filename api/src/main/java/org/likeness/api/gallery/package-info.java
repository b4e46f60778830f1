/** The answers about galleries and their people. Values alone; {@link org.likeness.api.WireJson} reads and writes them. */
@NullMarked
package org.likeness.api.gallery;

import org.jspecify.annotations.NullMarked;
