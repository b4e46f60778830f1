/** Elements and text that are written as HTML and SVG, with escaping in one place. The content of pages is not known here. */
@NullMarked
package org.likeness.app.report.markup;

import org.jspecify.annotations.NullMarked;
