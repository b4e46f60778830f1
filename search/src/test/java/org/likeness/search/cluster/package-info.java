@NullMarked
package org.likeness.search.cluster;

import org.jspecify.annotations.NullMarked;
