/** Reads the YAML files that users write, strictly and with the place of each value. What the keys mean belongs to each file's reader. */
@Internal
@NullMarked
package org.likeness.model.yaml;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
