/**
 * The domain, in plain Java. Only what every room needs stands at this root; it knows no engine and no command line.
 */
@NullMarked
package org.likeness.core;

import org.jspecify.annotations.NullMarked;
