@NullMarked
package org.likeness.training.mining;

import org.jspecify.annotations.NullMarked;
