package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;

/**
 * Entries of the audit log, the latest first: {@code likeness audit show}.
 *
 * @param requests the last ones, or the last before one
 */
public record AuditLogAnswer(List<AuditedRequest> requests) implements Answer {
    public AuditLogAnswer {
        requests = List.copyOf(requests);
    }

    /**
     * An entry.
     *
     * @param sequence  1, 2, 3, …
     * @param time      when, in ISO 8601
     * @param request   id of the request; {@code -} for what the log says about itself
     * @param keyId     id of the access key; null if none was shown, or none that is valid
     * @param action    what was asked for, such as {@code identify}
     * @param gallery   its name; null if the request is about none
     * @param personIds ids of the people concerned
     * @param outcome   {@code done}, what was found out, or the code of a problem
     * @param address   of the client; null if it is not known
     */
    public record AuditedRequest(
            long sequence,
            String time,
            String request,
            @Nullable String keyId,
            String action,
            @Nullable String gallery,
            List<Long> personIds,
            String outcome,
            @Nullable String address) {
        public AuditedRequest {
            personIds = List.copyOf(personIds);
        }
    }
}
