@NullMarked
package org.likeness.model.importing.manifest;

import org.jspecify.annotations.NullMarked;
