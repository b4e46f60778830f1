/**
 * What a user starts: the command line, the quick start and the report. Nothing here computes what a library user could
 * want too.
 */
@NullMarked
package org.likeness.app;

import org.jspecify.annotations.NullMarked;
