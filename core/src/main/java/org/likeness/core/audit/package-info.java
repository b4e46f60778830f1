/**
 * Label errors, duplicate identities and duplicate pictures within a data set and across two, with the expected share of false findings.
 * Nothing here deletes or moves pictures.
 */
@NullMarked
package org.likeness.core.audit;

import org.jspecify.annotations.NullMarked;
