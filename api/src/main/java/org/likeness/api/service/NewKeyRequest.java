package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;

/**
 * An access key to create: {@code POST /v1/keys}.
 *
 * @param name         for display, 1 to 100 characters; several keys may have one name
 * @param role         what it permits
 * @param galleryNames names of the galleries that it is for; missing or empty for all
 * @param expires      when it ends to be valid: a date, which begins at midnight in UTC, or a time in ISO 8601, such as {@code 2027-01-31T00:00:00Z}; missing if it does not
 */
public record NewKeyRequest(
        String name,
        KeyRole role,
        @Nullable List<String> galleryNames,
        @Nullable String expires) implements Request {
    public NewKeyRequest {
        Request.required("name", name);
        Request.required("role", role);
        galleryNames = galleryNames == null ? null : List.copyOf(galleryNames);
    }
}
