/** The complete workflow on synthetic people: train, measure, recognize, report. Each step is a call of the library. */
@NullMarked
package org.likeness.app.quickstart;

import org.jspecify.annotations.NullMarked;
