/** Tests of JSON documents that no small command produces, and of the page that describes them all. */
@NullMarked
package org.likeness.app.system;

import org.jspecify.annotations.NullMarked;
