@NullMarked
package org.likeness.app.experiment;

import org.jspecify.annotations.NullMarked;
