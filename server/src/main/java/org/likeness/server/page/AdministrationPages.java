package org.likeness.server.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.likeness.api.service.AuditLogAnswer;
import org.likeness.api.service.CreatedKeyAnswer;
import org.likeness.api.service.GalleriesAnswer;
import org.likeness.api.service.KeysAnswer;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** Access keys, and the audit log. */
final class AdministrationPages {
    private static final String KEYS = "/keys";

    private final Views views;
    private final Operations operations;

    AdministrationPages(Views views, Operations operations) {
        this.views = views;
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(
                operations.route("keys").shownBy(Method.GET, KEYS, call -> keys(call, operations.reply("keys", call))),
                operations.route("key-create").shownBy(Method.POST, KEYS, this::create),
                operations.route("key-revoke").shownBy(Method.POST, KEYS + "/{key}/revoke", this::revoke),
                operations.route("audit").shownBy(Method.GET, "/audit", this::audit, "before"));
    }

    private Reply create(Call call) {
        return keys(call, operations.reply("key-create", call));
    }

    /** All keys; a new one with its token, which is shown this once. */
    private Reply keys(Call call, Reply reply) {
        Map<String, Object> values = new HashMap<>();
        values.put("keys", operations.answer("keys", call, KeysAnswer.class).keys());
        values.put(
                "galleries",
                operations.answer("galleries", call, GalleriesAnswer.class).galleries());
        call.caller().key().ifPresent(own -> values.put("own", own.id()));
        if (reply.document() instanceof CreatedKeyAnswer created) {
            values.put("created", created);
        }
        return views.shown(reply, "keys", views.screen("Access keys", Place.KEYS, call), values);
    }

    private Reply revoke(Call call) {
        return operations.reply("key-revoke", call).followedBy(KEYS);
    }

    private Reply audit(Call call) {
        Reply reply = operations.reply("audit", call);
        AuditLogAnswer answer = (AuditLogAnswer) reply.document();
        Optional<String> before = call.query("before");
        return views.shown(
                reply,
                "audit",
                views.screen("Audit log", Place.AUDIT, call),
                Map.of("answer", answer, "isFirst", before.isEmpty()));
    }
}
