/** The examples of {@code docs/extending.md}, as they stand there, outside the packages of Likeness. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
