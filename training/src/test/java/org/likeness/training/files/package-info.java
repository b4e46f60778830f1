/** Tests of what a run writes about itself. */
@NullMarked
package org.likeness.training.files;

import org.jspecify.annotations.NullMarked;
