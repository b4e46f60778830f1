/** The program: command line, quick start and reports. Computation that library users need belongs to the library. */
@NullMarked
package org.likeness.app;

import org.jspecify.annotations.NullMarked;
