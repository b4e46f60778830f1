/** What opening a face set gives: the set, what was passed over, what is damaged. How files are read is not known here. */
@NullMarked
package org.likeness.shards.listing;

import org.jspecify.annotations.NullMarked;
