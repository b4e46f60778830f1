/** Galleries of other services, which this one searches together with its own. */
@NullMarked
package org.likeness.server.partner;

import org.jspecify.annotations.NullMarked;
