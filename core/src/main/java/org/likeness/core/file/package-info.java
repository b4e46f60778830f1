/**
 * Files that are either whole or not there, and hashes of what they hold. What stands in a file is not known here.
 */
@NullMarked
package org.likeness.core.file;

import org.jspecify.annotations.NullMarked;
