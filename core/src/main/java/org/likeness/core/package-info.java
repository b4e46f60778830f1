/** The domain, in plain Java. Only types that all packages need are at this root; engines and the command line are not known here. */
@NullMarked
package org.likeness.core;

import org.jspecify.annotations.NullMarked;
