package org.likeness.api.service;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;

/**
 * What is changed of a person; what is missing stays as it is.
 *
 * @param person another name
 * @param externalId another one; an empty text removes it
 * @param metadata a JSON object, as text, in place of the former one
 */
public record EditPersonRequest(
        @Nullable String person,
        @Nullable String externalId,
        @Nullable String metadata) implements Request {}
