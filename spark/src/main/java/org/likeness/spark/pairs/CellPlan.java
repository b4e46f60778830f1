package org.likeness.spark.pairs;

import java.io.Serializable;
import org.likeness.core.search.Cells;

/**
 * How negatives are searched in cells.
 *
 * @param cells    of the set
 * @param searched cells of each face
 * @param recall   share of the true nearest negatives of a sample that lie in them
 */
record CellPlan(Cells cells, int searched, double recall) implements Serializable {}
