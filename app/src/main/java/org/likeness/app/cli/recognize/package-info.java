/** The commands that use an encoder: {@code embed}, {@code verify}, {@code enroll}, {@code identify}, and those of galleries. */
@NullMarked
package org.likeness.app.cli.recognize;

import org.jspecify.annotations.NullMarked;
