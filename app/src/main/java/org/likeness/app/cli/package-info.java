/**
 * The commands: they read arguments, call the library and print. What they compute lives elsewhere.
 */
@NullMarked
package org.likeness.app.cli;

import org.jspecify.annotations.NullMarked;
