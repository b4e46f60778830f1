/** The answer about the machine and the installation. Values alone; {@link org.likeness.api.WireJson} reads and writes them. */
@NullMarked
package org.likeness.api.system;

import org.jspecify.annotations.NullMarked;
