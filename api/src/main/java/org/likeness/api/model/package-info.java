/** The answers about models. Values alone; {@link org.likeness.api.WireJson} reads and writes them. */
@NullMarked
package org.likeness.api.model;

import org.jspecify.annotations.NullMarked;
