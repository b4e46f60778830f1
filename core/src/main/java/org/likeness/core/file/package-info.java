/**
 * Files that are either whole or not there, hashes of what they hold, and the text and names of those that users give. What a
 * file is for is not known here.
 */
@NullMarked
package org.likeness.core.file;

import org.jspecify.annotations.NullMarked;
