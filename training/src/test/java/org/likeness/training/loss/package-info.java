@NullMarked
package org.likeness.training.loss;

import org.jspecify.annotations.NullMarked;
