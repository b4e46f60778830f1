package org.likeness.server;

import org.likeness.server.access.AccessKeys;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.http.Router;
import org.likeness.server.partner.PartnerGalleries;
import org.likeness.server.resource.AdministrationEndpoints;
import org.likeness.server.run.RunFolder;

/**
 * What a service is made of. All of it stays the caller's, to be closed after the service.
 *
 * @param faces     the networks
 * @param galleries that it serves; none of them is created or removed after the service has stopped
 * @param partners  galleries of other services that it searches
 * @param keys      who may do what
 * @param observer  is told of each answered request
 * @param audited   the log of these
 * @param runs      training runs that are shown
 */
public record ServedParts(
        ServedFaces faces,
        ServedGalleries galleries,
        PartnerGalleries partners,
        AccessKeys keys,
        Router.Observer observer,
        AdministrationEndpoints.Audited audited,
        RunFolder runs) {}
