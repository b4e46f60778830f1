/** Tests of the networks that can be trained from random weights. */
@NullMarked
package org.likeness.model.architecture;

import org.jspecify.annotations.NullMarked;
