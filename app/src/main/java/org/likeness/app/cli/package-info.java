/** The command line: commands read arguments, call the library and print. Computation belongs to the library. */
@NullMarked
package org.likeness.app.cli;

import org.jspecify.annotations.NullMarked;
