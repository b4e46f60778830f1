/** What this machine and this installation can do. Nothing here depends on a part that may be missing: each is tried by itself. */
@NullMarked
package org.likeness.app.system;

import org.jspecify.annotations.NullMarked;
