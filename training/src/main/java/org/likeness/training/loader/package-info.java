/**
 * Makes batches ahead of the step: samples, decodes and augments in threads of its own. Losses are not known here.
 */
@NullMarked
package org.likeness.training.loader;

import org.jspecify.annotations.NullMarked;
