/** The answers about training and experiments. Values alone; {@link org.likeness.api.WireJson} reads and writes them. */
@NullMarked
package org.likeness.api.training;

import org.jspecify.annotations.NullMarked;
