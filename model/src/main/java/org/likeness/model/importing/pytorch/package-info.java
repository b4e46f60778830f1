/**
 * Reads the tensors that PyTorch saves, without PyTorch and without running anything that a file asks for. What the tensors mean
 * is not known here.
 */
@NullMarked
package org.likeness.model.importing.pytorch;

import org.jspecify.annotations.NullMarked;
