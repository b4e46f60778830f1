package org.likeness.api.client;

import org.likeness.api.gallery.PersonAnswer;

/**
 * A person as it was read.
 *
 * @param answer the person with all faces
 * @param etag   changes with the person
 */
public record PersonVersion(PersonAnswer answer, String etag) {}
