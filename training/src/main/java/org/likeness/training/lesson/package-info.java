/**
 * What the embeddings of a batch teach: costs, their gradients, and what is remembered for that from step to step. Networks are not
 * known here.
 */
@NullMarked
package org.likeness.training.lesson;

import org.jspecify.annotations.NullMarked;
