package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;

/**
 * Gives faces of a person to a new one.
 *
 * @param faceIds ids of the faces, one or more
 * @param person name of the new person
 * @param externalId of the new person
 */
public record SplitRequest(
        List<Long> faceIds, String person, @Nullable String externalId) implements Request {
    public SplitRequest {
        faceIds = List.copyOf(Request.required("faceIds", faceIds));
        Request.required("person", person);
    }
}
