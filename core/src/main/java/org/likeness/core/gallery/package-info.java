/**
 * Enrolled people, search, and the decision of an identification, {@code Match} or {@code Unknown}. Persistent storage is in
 * {@code recognition}.
 */
@NullMarked
package org.likeness.core.gallery;

import org.jspecify.annotations.NullMarked;
