/** The commands under {@code likeness spark}. Their computation is in the module {@code spark}. */
@NullMarked
package org.likeness.app.cli.spark;

import org.jspecify.annotations.NullMarked;
