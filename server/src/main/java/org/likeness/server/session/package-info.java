/** Sessions: what a browser shows in place of an access key. They are in memory alone, and know no HTTP. */
@NullMarked
package org.likeness.server.session;

import org.jspecify.annotations.NullMarked;
