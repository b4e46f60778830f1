/**
 * Face sets in a few large files, read in place, and the one place that opens a face set whatever it is stored in. What the files contain
 * belongs to the packages below; networks are not known here.
 */
@NullMarked
package org.likeness.shards;

import org.jspecify.annotations.NullMarked;
