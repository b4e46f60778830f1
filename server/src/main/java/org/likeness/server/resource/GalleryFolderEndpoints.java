package org.likeness.server.resource;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.likeness.api.service.NewGalleryRequest;
import org.likeness.gallery.Erasure;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.access.Role;
import org.likeness.server.answer.GalleryDocuments;
import org.likeness.server.answer.ServiceDocuments;
import org.likeness.server.face.GalleryLease;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** Creates galleries in the folder of the service, and removes them, for those who administer the whole service. */
public final class GalleryFolderEndpoints {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30); // for requests that use a gallery
    private static final String ALL = "/v1/galleries";

    private final ServedGalleries galleries;
    private final AccessKeys keys;
    private final Clock clock;

    /** @param keys some of which may be for a gallery that is removed */
    public GalleryFolderEndpoints(ServedGalleries galleries, AccessKeys keys, Clock clock) {
        this.galleries = galleries;
        this.keys = keys;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.POST, ALL, Role.ADMINISTER, "gallery-create", this::create),
                Route.of(Method.DELETE, ALL + "/{gallery}", Role.ADMINISTER, "gallery-remove", this::remove));
    }

    private Reply create(Call call) {
        call.caller().requireWholeService();
        try (GalleryLease lease =
                galleries.create(call.document(NewGalleryRequest.class).gallery())) {
            ServedGallery made = lease.gallery();
            return Reply.of(
                            201,
                            GalleryDocuments.stats(
                                    made.name(), made.gallery(), made.gallery().stats()))
                    .with("Location", ALL + "/" + made.name())
                    .aboutGallery(made.name());
        }
    }

    private Reply remove(Call call) {
        call.caller().requireWholeService();
        String name = call.gallery().gallery().name();
        List<AccessKey> left = keys.list().stream()
                .filter(key -> key.galleries().contains(name))
                .toList();
        Erasure erased = galleries.remove(call.gallery(), LONGEST_WAIT);
        return Reply.of(ServiceDocuments.removed(name, erased, left, clock.instant()))
                .aboutGallery(name);
    }
}
