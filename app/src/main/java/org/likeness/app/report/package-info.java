/** Reports: self-contained HTML pages. A report displays figures and computes none. */
@NullMarked
package org.likeness.app.report;

import org.jspecify.annotations.NullMarked;
