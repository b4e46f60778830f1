@NullMarked
package org.likeness.training.lesson;

import org.jspecify.annotations.NullMarked;
