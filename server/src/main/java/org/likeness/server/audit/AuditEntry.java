package org.likeness.server.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the audit log: an {@link AuditEvent} with its place in the log.
 *
 * @param sequence from 1, without a gap
 * @param time     when it was logged
 * @param request  id of the request; {@code -} for what the log says about itself
 * @param keyId    of the access key
 * @param action   what was asked for
 * @param gallery  its name
 * @param people   ids of the people concerned
 * @param outcome  a word: {@code done}, what was found out, or the code of a problem
 * @param address  of the client
 */
public record AuditEntry(
        long sequence,
        Instant time,
        String request,
        Optional<String> keyId,
        String action,
        Optional<String> gallery,
        List<Long> people,
        String outcome,
        Optional<String> address) {
    /** @throws IllegalArgumentException if a value does not have the form that {@link AuditEvent} says */
    public AuditEntry {
        people = new AuditEvent(request, keyId, action, gallery, people, outcome, address).people();
        if (sequence < 1) {
            throw new IllegalArgumentException("the sequence number is " + sequence + ": 1 or more is expected");
        }
    }

    static AuditEntry of(long sequence, Instant time, AuditEvent event) {
        return new AuditEntry(
                sequence,
                time,
                event.request(),
                event.keyId(),
                event.action(),
                event.gallery(),
                event.people(),
                event.outcome(),
                event.address());
    }
}
