/** Who is it? Rank-k, open-set search, templates, clustering and all pairs of a set of faces. Numbers only: no text for people to read. */
@NullMarked
package org.likeness.core.evaluation.identification;

import org.jspecify.annotations.NullMarked;
