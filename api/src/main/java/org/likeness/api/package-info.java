/**
 * What Likeness answers as JSON: {@code docs/formats/json.md}. Here are the mapper, errors, and records that several answers share; the
 * packages below hold the answers of one subject each. No rules of the domain, and no type of another module.
 */
@NullMarked
package org.likeness.api;

import org.jspecify.annotations.NullMarked;
