/**
 * The page of the service, for browsers. It shows the answers of the operations that programs call, and computes nothing of its own; the
 * templates are in {@code src/main/jte}.
 */
@NullMarked
package org.likeness.server.page;

import org.jspecify.annotations.NullMarked;
