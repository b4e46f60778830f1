package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;

/**
 * A person to add: {@code POST /v1/galleries/{gallery}/people}.
 *
 * @param person the name, for display
 * @param externalId in another system
 * @param metadata a JSON object, as text
 * @param pictures of the person; without any, the person is found only when some are enrolled
 */
public record NewPersonRequest(
        String person,
        @Nullable String externalId,
        @Nullable String metadata,
        @Nullable List<EncodedPicture> pictures) implements Request {
    public NewPersonRequest {
        Request.required("person", person);
        pictures = pictures == null ? null : List.copyOf(pictures);
    }

    /** A person of whom nothing but the name is said. */
    public static NewPersonRequest named(String person) {
        return new NewPersonRequest(person, null, null, null);
    }
}
