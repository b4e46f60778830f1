@NullMarked
package org.likeness.spark;

import org.jspecify.annotations.NullMarked;
