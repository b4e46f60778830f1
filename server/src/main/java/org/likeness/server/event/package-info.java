/** What happens in galleries, told to subscribers and webhooks. It computes nothing, and names no person. */
@NullMarked
package org.likeness.server.event;

import org.jspecify.annotations.NullMarked;
