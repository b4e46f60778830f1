package org.likeness.api.service;

import org.likeness.api.Answer;

/**
 * An access key that was revoked: {@code likeness keys revoke}.
 *
 * @param issuedKey as it was
 */
public record RevokedKeyAnswer(IssuedKey issuedKey) implements Answer {}
