@NullMarked
package org.likeness.core.file;

import org.jspecify.annotations.NullMarked;
