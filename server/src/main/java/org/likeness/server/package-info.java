/** Starts and stops the service. Requests are taken in {@code http} and answered in {@code resource}; nothing here trains. */
@NullMarked
package org.likeness.server;

import org.jspecify.annotations.NullMarked;
