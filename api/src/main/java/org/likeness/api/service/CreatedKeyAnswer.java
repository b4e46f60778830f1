package org.likeness.api.service;

import org.likeness.api.Answer;

/**
 * A new access key: {@code likeness keys create}.
 *
 * @param issuedKey the key
 * @param token     what a client shows; it is to be had here alone
 */
public record CreatedKeyAnswer(IssuedKey issuedKey, String token) implements Answer {
    /** Does not reveal the token. */
    @Override
    public String toString() {
        return "CreatedKeyAnswer[issuedKey=" + issuedKey + "]";
    }
}
