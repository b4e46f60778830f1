package org.likeness.server.resource;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.likeness.api.service.NewKeyRequest;
import org.likeness.api.service.RevokedKeyAnswer;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.access.Role;
import org.likeness.server.answer.ServiceDocuments;
import org.likeness.server.audit.AuditEntry;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;

/**
 * Access keys, and the audit log. A key for some galleries alone administers these, not the service: it could create one for all, and read
 * who asked for what elsewhere. The first key is created beside the service, not by it.
 */
public final class AdministrationEndpoints {
    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final int ENTRIES = 100;
    private static final int MOST_ENTRIES = 1_000;

    private final AccessKeys keys;
    private final Audited audited;
    private final Clock clock;

    /** The log, if the service has one. */
    @FunctionalInterface
    public interface Audited {
        /** The last entries, the latest first, or the last before one. */
        List<AuditEntry> last(int count, Optional<Long> before);
    }

    public AdministrationEndpoints(AccessKeys keys, Audited audited, Clock clock) {
        this.keys = keys;
        this.audited = audited;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.GET, "/v1/keys", Role.ADMINISTER, "keys", this::list),
                Route.of(Method.POST, "/v1/keys", Role.ADMINISTER, "key-create", this::create),
                Route.of(Method.DELETE, "/v1/keys/{key}", Role.ADMINISTER, "key-revoke", this::revoke),
                Route.of(Method.GET, "/v1/audit", Role.ADMINISTER, "audit", this::audit, "count", "before"));
    }

    private static void requireWholeService(Call call) {
        if (!call.caller().key().map(AccessKey::administersService).orElse(false)) {
            throw ServiceException.of(ServiceProblemCode.FORBIDDEN, "a key that administers all galleries is needed");
        }
    }

    private Reply list(Call call) {
        requireWholeService(call);
        return Reply.of(ServiceDocuments.keys(keys.list(), clock.instant()));
    }

    private Reply create(Call call) {
        requireWholeService(call);
        NewKeyRequest wanted = call.document(NewKeyRequest.class);
        Set<String> galleries =
                new LinkedHashSet<>(Optional.ofNullable(wanted.galleryNames()).orElse(List.of()));
        Role role = switch (wanted.role()) {
            case VERIFY -> Role.VERIFY;
            case IDENTIFY -> Role.IDENTIFY;
            case ENROLL -> Role.ENROLL;
            case ADMINISTER -> Role.ADMINISTER;
        };
        return Reply.of(
                201,
                ServiceDocuments.created(keys.create(
                        wanted.name(),
                        role,
                        galleries,
                        Optional.ofNullable(wanted.expires())
                                .filter(end -> !end.isEmpty())
                                .map(AdministrationEndpoints::time))));
    }

    /** A date begins at midnight in UTC. */
    private static Instant time(String text) {
        try {
            return text.matches(DATE)
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ServiceException.invalid(
                    "expires \"%s\": a date or a time in ISO 8601 is expected, such as 2027-01-31 or 2027-01-31T00:00:00Z",
                    text);
        }
    }

    private Reply revoke(Call call) {
        requireWholeService(call);
        String id = call.path("key");
        AccessKey known = keys.list().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ServiceException.notFound("there is no access key %s", id));
        keys.revoke(known.id());
        return Reply.of(new RevokedKeyAnswer(ServiceDocuments.key(known, clock.instant())));
    }

    private Reply audit(Call call) {
        requireWholeService(call);
        return Reply.of(ServiceDocuments.entries(audited.last(
                call.query("count", ENTRIES, 1, MOST_ENTRIES),
                call.queryId("before").filter(sequence -> sequence > 0))));
    }
}
