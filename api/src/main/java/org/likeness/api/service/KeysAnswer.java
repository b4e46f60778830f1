package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Answer;

/**
 * The access keys of a service: {@code likeness keys list}.
 *
 * @param keys in the order of their creation, also those that have expired
 */
public record KeysAnswer(List<IssuedKey> keys) implements Answer {
    public KeysAnswer {
        keys = List.copyOf(keys);
    }
}
