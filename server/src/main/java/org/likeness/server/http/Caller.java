package org.likeness.server.http;

import java.util.Optional;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.EnumWord;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.Role;
import org.likeness.server.session.Session;

/**
 * Who sends a request.
 *
 * @param key     that was given; empty on this machine as long as no key exists, and for routes that everybody may call
 * @param session of a browser; empty for programs, and for routes that everybody may call
 * @param address of the client
 */
public record Caller(Optional<AccessKey> key, Optional<Session> session, String address) {
    /** Nobody in particular. */
    static Caller unknown(String address) {
        return new Caller(Optional.empty(), Optional.empty(), address);
    }

    /** @throws ServiceException if the caller may not call a route */
    public void requireRole(Route route) {
        route.role().filter(role -> !has(role)).ifPresent(role -> {
            throw ServiceException.of(
                    ServiceProblemCode.FORBIDDEN,
                    "the key's role does not include this: " + EnumWord.of(role) + " is needed");
        });
    }

    /** Whether the caller may call a route. Without a key, everything is allowed: the gate has let the caller in. */
    public boolean has(Role role) {
        return key.map(known -> known.role().includes(role)).orElse(true);
    }

    /** Whether the caller may create and remove galleries, and see what is of no gallery. Without a key, this machine may do everything. */
    public boolean administersService() {
        return key.map(AccessKey::administersService).orElse(true);
    }

    /** @throws ServiceException if the caller administers some galleries alone, or none */
    public void requireWholeService() {
        if (!administersService()) {
            throw ServiceException.of(ServiceProblemCode.FORBIDDEN, "a key that administers all galleries is needed");
        }
    }

    /** Whether the caller may use a gallery. */
    public boolean mayUse(String gallery) {
        return key.map(known -> known.mayUse(gallery)).orElse(true);
    }
}
