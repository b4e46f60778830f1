/**
 * Reads the tensors of PyTorch files without PyTorch and without executing code from the file. The meaning of the tensors is not known
 * here.
 */
@Internal
@NullMarked
package org.likeness.model.importing.pytorch;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
