/**
 * The audit log: who asked for what and with which outcome, in a file whose lines are chained by hashes. No picture, embedding or name of a
 * person goes in, and nothing of what a request means is known here.
 */
@NullMarked
package org.likeness.server.audit;

import org.jspecify.annotations.NullMarked;
