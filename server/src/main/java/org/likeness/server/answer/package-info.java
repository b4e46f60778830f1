/** Answers of the command line and the service, made of the domain's objects. Nothing is computed or decided here. */
@NullMarked
package org.likeness.server.answer;

import org.jspecify.annotations.NullMarked;
