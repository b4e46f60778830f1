/**
 * The report of a run: one page that needs no other file and no network. It shows figures and computes none.
 */
@NullMarked
package org.likeness.app.report;

import org.jspecify.annotations.NullMarked;
