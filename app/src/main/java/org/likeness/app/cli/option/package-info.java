/** Options that several commands share, and what they stand for: data sets, encoders, detectors. What one command alone needs is beside that command. */
@NullMarked
package org.likeness.app.cli.option;

import org.jspecify.annotations.NullMarked;
