/** What signals of the operating system do to a command that runs for long. */
@NullMarked
package org.likeness.app.cli.signal;

import org.jspecify.annotations.NullMarked;
