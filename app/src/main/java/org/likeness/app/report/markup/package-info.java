/**
 * Elements and text that become HTML and SVG, with the escaping done in one place. Nothing here knows what a page is
 * about.
 */
@NullMarked
package org.likeness.app.report.markup;

import org.jspecify.annotations.NullMarked;
