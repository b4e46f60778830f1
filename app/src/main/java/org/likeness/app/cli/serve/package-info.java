/** The commands about the service: {@code likeness keys} and {@code audit}. */
@NullMarked
package org.likeness.app.cli.serve;

import org.jspecify.annotations.NullMarked;
