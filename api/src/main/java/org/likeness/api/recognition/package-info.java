/** The answers about recognition and galleries. Values alone; {@link org.likeness.api.WireJson} reads and writes them. */
@NullMarked
package org.likeness.api.recognition;

import org.jspecify.annotations.NullMarked;
