/** The commands that look into a gallery and correct it: {@code likeness gallery}, {@code people}, {@code forget}. */
@NullMarked
package org.likeness.app.cli.gallery;

import org.jspecify.annotations.NullMarked;
