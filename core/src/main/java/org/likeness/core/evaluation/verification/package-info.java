/** Verification: rates, thresholds, confidence intervals and calibration from scored pairs. No picture is read here. */
@NullMarked
package org.likeness.core.evaluation.verification;

import org.jspecify.annotations.NullMarked;
