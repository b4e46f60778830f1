/** What commands print, and where: output, progress, lines of facts. No command and no option lives here. */
@NullMarked
package org.likeness.app.cli.text;

import org.jspecify.annotations.NullMarked;
