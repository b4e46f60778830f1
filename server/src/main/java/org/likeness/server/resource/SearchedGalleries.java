package org.likeness.server.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.server.answer.Faces;
import org.likeness.server.answer.NearestPeople;
import org.likeness.server.face.GalleryLease;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Call;
import org.likeness.server.http.Caller;
import org.likeness.server.http.ServiceException;
import org.likeness.server.partner.PartnerGalleries;

/** The galleries that one request searches: the service's own, which stay open until this is closed, and those of partners. */
final class SearchedGalleries implements AutoCloseable {
    /** The parameter that names them, with commas between; without it, all that the caller may use are searched. */
    static final String PARAMETER = "galleries";

    private static final int MOST = 100;

    private final PartnerGalleries partners;
    private final List<GalleryLease> own = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private SearchedGalleries(PartnerGalleries partners) {
        this.partners = partners;
    }

    /**
     * Those of a request.
     *
     * @throws ServiceException if one of them is not there or not the caller's, which is the same answer; or if there are too many
     */
    static SearchedGalleries of(Call call, ServedGalleries served, PartnerGalleries partners) {
        Optional<String> named = call.query(PARAMETER);
        List<String> names = named.map(SearchedGalleries::split)
                .orElseGet(() -> Stream.concat(served.names().stream(), partners.names().stream())
                        .filter(call.caller()::mayUse)
                        .toList());
        if (names.isEmpty()) {
            throw ServiceException.notFound("there is no gallery that you may search");
        }
        if (names.size() > MOST) {
            throw ServiceException.invalid(
                    "%d galleries are to be searched; at most %d are in one request: name some with the parameter \"%s\"",
                    names.size(), MOST, PARAMETER);
        }
        SearchedGalleries galleries = new SearchedGalleries(partners);
        try {
            for (String name : names) {
                if (!galleries.add(name, call.caller(), served) && named.isPresent()) {
                    throw ServiceException.notFound("there is no gallery \"%s\"", name);
                }
            }
            return galleries;
        } catch (RuntimeException e) {
            galleries.close();
            throw e;
        }
    }

    private static List<String> split(String names) {
        return Stream.of(names.split(",", -1)).map(String::strip).distinct().toList();
    }

    private boolean add(String name, Caller caller, ServedGalleries served) {
        if (!caller.mayUse(name)) {
            return false;
        }
        Optional<GalleryLease> lease = served.lease(name);
        lease.ifPresent(own::add);
        boolean isPartner = lease.isEmpty() && partners.names().contains(name);
        if (isPartner) {
            others.add(name);
        }
        return lease.isPresent() || isPartner;
    }

    /** Searches the service's own. */
    List<NearestPeople> searchOwn(List<Embedding> probes, int count) {
        return own.stream()
                .map(GalleryLease::gallery)
                .map(gallery -> search(gallery, probes, count))
                .toList();
    }

    private static NearestPeople search(ServedGallery gallery, List<Embedding> probes, int count) {
        return new NearestPeople(
                gallery.name(),
                gallery.searched().size(),
                probes.stream()
                        .map(probe -> gallery.searched().nearest(probe, count).stream()
                                .map(Faces::enrolled)
                                .toList())
                        .toList());
    }

    /**
     * Lets the partners search theirs.
     *
     * @throws ServiceException if one of them does not answer
     */
    List<NearestPeople> searchPartners(EncoderId space, List<Embedding> probes, int count) {
        return partners.search(others, space, probes, count);
    }

    @Override
    public void close() {
        own.forEach(GalleryLease::close);
    }
}
