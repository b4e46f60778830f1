package org.likeness.api.recognition;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;

/**
 * Faces grouped by person, without names: {@code likeness cluster}.
 *
 * @param page       the page's file
 * @param table      the table's file
 * @param space      id of the embedding space, 64 hexadecimal digits
 * @param threshold  the largest mean distance of two groups that are merged
 * @param faceCount  faces that were found
 * @param groupCount groups of two faces or more
 * @param aloneCount faces that are in no group
 * @param failures   pictures without a face
 */
public record ClusterAnswer(
        String page,
        String table,
        String space,
        double threshold,
        int faceCount,
        int groupCount,
        int aloneCount,
        List<PictureFailure> failures)
        implements Answer {
    public ClusterAnswer {
        failures = List.copyOf(failures);
    }
}
