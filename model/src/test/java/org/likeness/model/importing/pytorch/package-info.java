/** Tests of how PyTorch's files are read. */
@NullMarked
package org.likeness.model.importing.pytorch;

import org.jspecify.annotations.NullMarked;
