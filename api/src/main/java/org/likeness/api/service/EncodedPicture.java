package org.likeness.api.service;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;

/**
 * A picture within a JSON document.
 *
 * @param name for answers; {@code picture 1} and so on if it is missing
 * @param data the bytes of the file, in Base64
 */
public record EncodedPicture(@Nullable String name, String data) {
    public EncodedPicture {
        Request.required("data", data);
    }
}
