package org.likeness.server.http;

import java.util.Optional;
import org.likeness.server.face.GalleryLease;
import org.likeness.server.face.ServedGalleries;

/** The gallery that the path of a request names. It stays open until the reply is sent. */
final class GalleryUse implements AutoCloseable {
    private final ServedGalleries galleries;
    private final Optional<String> named;
    private final Optional<String> known;
    private Optional<GalleryLease> lease = Optional.empty();

    /** @param named in the path; empty if it names none */
    GalleryUse(ServedGalleries galleries, Optional<String> named) {
        this.galleries = galleries;
        this.named = named;
        this.known = named.filter(galleries::has);
    }

    /** The name, if there was a gallery of it when the request came: not what a stranger wrote in a path. */
    Optional<String> known() {
        return known;
    }

    /** Opens the gallery. The answer is the same, and takes as long, if there is none and if it is not the caller's. */
    boolean isOpenTo(Caller caller) {
        lease = named.filter(caller::mayUse).flatMap(galleries::lease);
        return named.isEmpty() || lease.isPresent();
    }

    /** What is answered if it is not open. */
    ServiceException missing() {
        return ServiceException.notFound("there is no gallery \"%s\"", named.orElse(""));
    }

    /** Empty if the path names none. */
    Optional<GalleryLease> lease() {
        return lease;
    }

    @Override
    public void close() {
        lease.ifPresent(GalleryLease::close);
    }
}
