/** What a run tells its listeners: its start, figures of steps and evaluations, diagnoses, changes of mining, its result. Nothing here computes or writes a file. */
@NullMarked
package org.likeness.training.event;

import org.jspecify.annotations.NullMarked;
