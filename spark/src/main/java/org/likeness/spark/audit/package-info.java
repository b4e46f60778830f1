/** Wrong labels, and people with two names, in an embedded set on a cluster. */
@NullMarked
package org.likeness.spark.audit;

import org.jspecify.annotations.NullMarked;
