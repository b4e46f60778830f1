package org.likeness.server.answer;

import java.util.List;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;

/**
 * What a search in one gallery found.
 *
 * @param gallery its name
 * @param faces   that were searched
 * @param nearest for each probe the nearest people, nearest first
 */
public record NearestPeople(String gallery, int faces, List<List<EnrolledPicture>> nearest) {
    public NearestPeople {
        nearest = nearest.stream().map(List::copyOf).toList();
    }
}
