/**
 * Identification: rank-k, open-set and N-way identification, retrieval, clustering, templates, and all pairs of a set of faces. Results are
 * numbers; text belongs to {@code app}.
 */
@NullMarked
package org.likeness.core.evaluation.identification;

import org.jspecify.annotations.NullMarked;
