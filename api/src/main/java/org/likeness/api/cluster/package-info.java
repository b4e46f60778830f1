/** The answers of jobs on a cluster. Values alone; {@link org.likeness.api.WireJson} reads and writes them. */
@NullMarked
package org.likeness.api.cluster;

import org.jspecify.annotations.NullMarked;
