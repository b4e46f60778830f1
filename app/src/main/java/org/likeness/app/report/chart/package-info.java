/**
 * Charts as SVG drawings whose colors come from the page's style sheet, so that one drawing serves a light page, a dark
 * one and paper. Nothing here knows what the numbers mean.
 */
@NullMarked
package org.likeness.app.report.chart;

import org.jspecify.annotations.NullMarked;
