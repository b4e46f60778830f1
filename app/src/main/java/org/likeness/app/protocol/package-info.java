/** Protocols by name and from files of the user's own, and their answers in words. What they compute is in {@code core.protocol}. */
@NullMarked
package org.likeness.app.protocol;

import org.jspecify.annotations.NullMarked;
