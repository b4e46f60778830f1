/**
 * Files that are either whole or not there. What stands in a file is not known here.
 */
@NullMarked
package org.likeness.core.file;

import org.jspecify.annotations.NullMarked;
