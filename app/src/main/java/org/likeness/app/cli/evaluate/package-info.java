/** The commands that measure: {@code evaluate} and {@code calibrate}. */
@NullMarked
package org.likeness.app.cli.evaluate;

import org.jspecify.annotations.NullMarked;
