/** The HTML page of an audit: findings with their pictures. {@code core.audit} decides what a finding is. */
@NullMarked
package org.likeness.app.audit;

import org.jspecify.annotations.NullMarked;
