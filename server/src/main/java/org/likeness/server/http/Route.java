package org.likeness.server.http;

import java.util.Optional;
import java.util.Set;
import org.likeness.server.access.Role;

/**
 * A path with a method, and what answers there.
 *
 * @param client     that calls it
 * @param method     of HTTP
 * @param path       begins with a slash; {@code {name}} stands for one segment
 * @param role       that a key needs; empty if everybody is answered
 * @param parameters of the query; others are refused
 * @param action     the stable word of the audit log and the metrics; also the operation's id in the description of the interface for programs
 * @param endpoint   answers
 */
public record Route(
        Client client,
        Method method,
        String path,
        Optional<Role> role,
        Set<String> parameters,
        String action,
        Endpoint endpoint) {
    private static final String GALLERIES = "/galleries";
    private static final String GALLERY = "{gallery}";

    public Route {
        parameters = Set.copyOf(parameters);
    }

    /** Answers a request. */
    @FunctionalInterface
    public interface Endpoint {
        /** @throws ServiceException if it is refused */
        Reply answer(Call call);
    }

    /** A route that everybody may call. */
    public static Route open(Method method, String path, String action, Endpoint endpoint) {
        return new Route(Client.PROGRAM, method, path, Optional.empty(), Set.of(), action, endpoint);
    }

    /** A route that needs a key. */
    public static Route of(
            Method method, String path, Role role, String action, Endpoint endpoint, String... parameters) {
        return new Route(Client.PROGRAM, method, path, Optional.of(role), Set.of(parameters), action, endpoint);
    }

    /** A page that asks for what this route needs: for those whom it answers. */
    public Route page(String pagePath, String pageAction, Endpoint page, String... pageParameters) {
        return new Route(Client.BROWSER, Method.GET, pagePath, role, Set.of(pageParameters), pageAction, page);
    }

    /** Whether a browser sends it to change something, so that the page that it comes from must be ours. */
    boolean isSentByForm() {
        return client == Client.BROWSER && method != Method.GET;
    }

    /** A page that everybody may call. */
    public static Route openPage(Method method, String path, String action, Endpoint endpoint, String... parameters) {
        return new Route(Client.BROWSER, method, path, Optional.empty(), Set.of(parameters), action, endpoint);
    }

    /** A page that needs a session of a role. */
    public static Route page(
            Method method, String path, Role role, String action, Endpoint endpoint, String... parameters) {
        return new Route(Client.BROWSER, method, path, Optional.of(role), Set.of(parameters), action, endpoint);
    }

    /** A page that shows what this route answers: to those whom it answers, and under the same word in the audit log. */
    public Route shownBy(Method pageMethod, String pagePath, Endpoint page, String... pageParameters) {
        return new Route(Client.BROWSER, pageMethod, pagePath, role, Set.of(pageParameters), action, page);
    }

    /** Whether it changes a gallery, or creates or removes one. */
    public boolean changesGallery() {
        return method != Method.GET
                && path.contains(GALLERIES)
                && role.filter(needed -> needed.includes(Role.ENROLL)).isPresent();
    }

    /** Whether the path names a gallery, so that the key must be one for it. */
    public boolean isOfGallery() {
        return path.contains(GALLERY);
    }
}
