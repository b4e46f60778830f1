package org.likeness.server.http;

import java.util.List;
import java.util.Optional;

/**
 * What a request was about, of which the audit log and the events tell. A request about several galleries has several.
 *
 * @param gallery its name; empty if the request was about none
 * @param people  ids in that gallery
 * @param outcome a stable word: {@code done}, what was found out there, or the code of a problem
 */
public record Concern(Optional<String> gallery, List<Long> people, String outcome) {
    public Concern {
        people = List.copyOf(people);
    }
}
