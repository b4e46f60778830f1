/**
 * The whole path at once, on people who do not exist: learn, measure, recognize, report. What each step does lives in the
 * library; here it is only put in order.
 */
@NullMarked
package org.likeness.app.quickstart;

import org.jspecify.annotations.NullMarked;
