/** The commands under {@code likeness data}. Their computation is in {@code core.dataset} and {@code core.audit}. */
@NullMarked
package org.likeness.app.cli.data;

import org.jspecify.annotations.NullMarked;
