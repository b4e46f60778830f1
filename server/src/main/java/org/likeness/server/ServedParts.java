package org.likeness.server;

import java.util.List;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Router;
import org.likeness.server.resource.AdministrationEndpoints;

/**
 * What a service is made of. The service closes networks and galleries.
 *
 * @param faces     the networks
 * @param galleries by names of their own
 * @param keys      who may do what
 * @param observer  is told of each answered request
 * @param audited   the log of these
 */
public record ServedParts(
        ServedFaces faces,
        List<ServedGallery> galleries,
        AccessKeys keys,
        Router.Observer observer,
        AdministrationEndpoints.Audited audited) {
    public ServedParts {
        galleries = List.copyOf(galleries);
    }
}
