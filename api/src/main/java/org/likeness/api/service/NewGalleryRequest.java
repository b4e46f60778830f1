package org.likeness.api.service;

import org.likeness.api.Request;

/**
 * A gallery to create: {@code POST /v1/galleries}.
 *
 * @param gallery its name in paths: 1 to 64 lower-case letters, digits, dots, hyphens and underscores, a letter or digit first
 */
public record NewGalleryRequest(String gallery) implements Request {
    public NewGalleryRequest {
        Request.required("gallery", gallery);
    }
}
