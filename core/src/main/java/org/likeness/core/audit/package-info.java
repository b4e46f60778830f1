/**
 * Whose picture stands under whose name, in a set and across two, with every finding's estimated chance to be none. Nothing here deletes or
 * moves a picture, and nothing decides for the user.
 */
@NullMarked
package org.likeness.core.audit;

import org.jspecify.annotations.NullMarked;
