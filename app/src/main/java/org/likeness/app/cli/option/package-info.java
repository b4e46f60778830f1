/**
 * Options that several commands share, and the objects they select: data sets, encoders, detectors. Options of a single command belong to
 * that command.
 */
@NullMarked
package org.likeness.app.cli.option;

import org.jspecify.annotations.NullMarked;
