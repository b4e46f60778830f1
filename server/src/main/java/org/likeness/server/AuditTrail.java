package org.likeness.server;

import java.util.List;
import java.util.Optional;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.Role;
import org.likeness.server.audit.AuditEntry;
import org.likeness.server.audit.AuditEvent;
import org.likeness.server.audit.AuditLog;
import org.likeness.server.http.Concern;
import org.likeness.server.http.Method;
import org.likeness.server.http.Router;
import org.likeness.server.resource.AdministrationEndpoints;

/**
 * Writes what the service answers into the audit log: who, what, about whom, with which outcome. Changes are on the disk before the client is
 * answered. What everybody may ask, such as whether the service runs, is not logged; signing in is.
 */
public final class AuditTrail implements Router.Observer, AdministrationEndpoints.Audited {
    private final AuditLog log;

    /** @param log stays the caller's to close */
    public AuditTrail(AuditLog log) {
        this.log = log;
    }

    @Override
    public void answered(Router.Exchange exchange) {
        Optional<Role> role = exchange.route().role();
        boolean isRead = exchange.route().method() == Method.GET;
        if (role.isPresent() || !isRead) {
            boolean isChange =
                    !isRead && role.map(needed -> needed.includes(Role.ENROLL)).orElse(false);
            exchange.concerns().forEach(concern -> log.append(event(exchange, concern), isChange));
        }
    }

    @Override
    public List<AuditEntry> last(int count, Optional<Long> before) {
        return log.last(count, before);
    }

    private static AuditEvent event(Router.Exchange exchange, Concern concern) {
        return AuditEvent.of(exchange.request(), exchange.route().action(), concern.outcome())
                .withKey(exchange.caller().map(AccessKey::id))
                .withGallery(concern.gallery())
                .withPeople(concern.people())
                .withAddress(Optional.of(exchange.address().replaceAll("[\\[\\]]", "")));
    }
}
