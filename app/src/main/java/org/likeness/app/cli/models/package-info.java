/** The commands under {@code likeness models}. */
@NullMarked
package org.likeness.app.cli.models;

import org.jspecify.annotations.NullMarked;
