/** The commands that train: {@code train}, {@code experiment}, {@code quickstart}. */
@NullMarked
package org.likeness.app.cli.train;

import org.jspecify.annotations.NullMarked;
