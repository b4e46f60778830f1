/** Tests of the catalog, and of fetching from servers and programs that the tests themselves make. */
@NullMarked
package org.likeness.model.catalog;

import org.jspecify.annotations.NullMarked;
