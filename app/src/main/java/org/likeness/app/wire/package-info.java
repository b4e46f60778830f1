/** From types of the domain to the records of {@code org.likeness.api}: every JSON document is made here. No figures are computed here. */
@NullMarked
package org.likeness.app.wire;

import org.jspecify.annotations.NullMarked;
