/**
 * Events of a run for its listeners: start, metrics of steps and evaluations, diagnoses, mining changes, result. Nothing here computes or
 * writes files.
 */
@NullMarked
package org.likeness.training.event;

import org.jspecify.annotations.NullMarked;
