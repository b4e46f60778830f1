package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access key, without its token.
 *
 * @param keyId        its id, which is the first part of the token
 * @param name         for display; several keys may have one name
 * @param role         what it permits
 * @param galleryNames names of the galleries that it is for; empty for all
 * @param created      when, in ISO 8601
 * @param expires      when it ends to be valid, in ISO 8601; null if it does not
 * @param expired      whether that time has come
 */
public record IssuedKey(
        String keyId,
        String name,
        KeyRole role,
        List<String> galleryNames,
        String created,
        @Nullable String expires,
        boolean expired) {
    public IssuedKey {
        galleryNames = List.copyOf(galleryNames);
    }
}
