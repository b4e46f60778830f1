/**
 * Charts as SVG. Colors come from the style sheet of the page, so that one drawing serves light, dark and printed pages. The meaning of the
 * numbers is not known here.
 */
@NullMarked
package org.likeness.app.report.chart;

import org.jspecify.annotations.NullMarked;
