/**
 * The page of an audit: findings with their pictures beside each other. What counts as a finding is decided in {@code core.audit}, not here.
 */
@NullMarked
package org.likeness.app.audit;

import org.jspecify.annotations.NullMarked;
