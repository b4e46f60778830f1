/**
 * Models that others have published: which there are, under which license, and how their files are fetched and checked. What a model
 * computes is none of this room's business, and no file of theirs lives here.
 */
@NullMarked
package org.likeness.model.catalog;

import org.jspecify.annotations.NullMarked;
