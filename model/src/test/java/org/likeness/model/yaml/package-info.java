/** Tests of how YAML is read. */
@NullMarked
package org.likeness.model.yaml;

import org.jspecify.annotations.NullMarked;
