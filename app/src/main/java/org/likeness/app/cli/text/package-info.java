/** The output of commands: text, JSON, progress. No commands and no options. */
@NullMarked
package org.likeness.app.cli.text;

import org.jspecify.annotations.NullMarked;
