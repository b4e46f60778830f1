/** The operations of the service: what each route does. */
@NullMarked
package org.likeness.server.resource;

import org.jspecify.annotations.NullMarked;
