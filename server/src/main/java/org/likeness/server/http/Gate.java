package org.likeness.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.access.Role;

/**
 * Lets callers in. A key is given as {@code Authorization: Bearer …}, never in an address, which logs keep. As long as no key exists, callers
 * on this machine need none, and others are refused.
 */
public final class Gate {
    private static final String BEARER = "bearer ";

    private final AccessKeys keys;

    public Gate(AccessKeys keys) {
        this.keys = keys;
    }

    /** Whether others than those on this machine may be served. */
    public boolean isOpenToOthers() {
        return !keys.isEmpty();
    }

    /**
     * The caller of a route.
     *
     * @throws ServiceException without a key that is valid and has the role
     */
    Caller caller(Optional<Role> role, @Nullable String authorization, String address) {
        if (role.isEmpty()) {
            return new Caller(Optional.empty(), address);
        }
        if (keys.isEmpty()) {
            if (isThisMachine(address)) {
                return new Caller(Optional.empty(), address);
            }
            throw ServiceException.of(
                    ServiceProblemCode.UNAUTHORIZED,
                    "there is no access key yet: only callers on the service's own machine are answered");
        }
        Caller caller = new Caller(
                Optional.of(token(authorization).flatMap(keys::authenticate).orElseThrow(Gate::unauthorized)), address);
        if (!caller.has(role.get())) {
            throw ServiceException.of(
                    ServiceProblemCode.FORBIDDEN,
                    "the key's role does not include this: " + org.likeness.core.EnumWord.of(role.get())
                            + " is needed");
        }
        return caller;
    }

    private static Optional<String> token(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static ServiceException unauthorized() {
        return ServiceException.of(
                ServiceProblemCode.UNAUTHORIZED,
                "a valid access key is expected, as \"Authorization: Bearer\" with the key");
    }

    static boolean isThisMachine(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // an address, so that no name is looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
