/** What the service recognizes with: the networks, their queue, and the galleries. It knows no HTTP. */
@NullMarked
package org.likeness.server.face;

import org.jspecify.annotations.NullMarked;
