package org.likeness.api.gallery;

import org.jspecify.annotations.Nullable;

/**
 * An enrolled person.
 *
 * @param personId   id in the gallery
 * @param person     the name, for display; several people may have the same
 * @param externalId in another system; null if there is none
 * @param metadata   a JSON object, as text
 * @param faceCount  enrolled faces
 * @param created    when the person was added, in ISO 8601
 */
public record EnrolledPerson(
        long personId, String person, @Nullable String externalId, String metadata, int faceCount, String created) {}
