/** Training runs of a folder, which the service shows and does not change. */
@NullMarked
package org.likeness.server.run;

import org.jspecify.annotations.NullMarked;
