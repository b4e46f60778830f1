package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Request;

/**
 * Moves faces to another person.
 *
 * @param faceIds ids of the faces, one or more
 * @param into id of the person
 */
public record MoveRequest(List<Long> faceIds, long into) implements Request {
    public MoveRequest {
        faceIds = List.copyOf(Request.required("faceIds", faceIds));
    }
}
