package org.likeness.server.partner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.IdentifyOptions;
import org.likeness.api.client.NoAnswerException;
import org.likeness.api.client.ProblemException;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.api.service.SearchRequest;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.server.answer.Faces;
import org.likeness.server.answer.NearestPeople;
import org.likeness.server.http.ServiceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gallery of another service. It is asked with embeddings, never with pictures, and must belong to the same encoder. Thread-safe.
 *
 * @param name   that it has here; the other service may give it another one
 * @param client asks the other service, with a key of its own
 */
public record PartnerGallery(String name, GalleryClient client) {
    private static final Logger LOG = LoggerFactory.getLogger(PartnerGallery.class);
    private static final int MOST_PROBES = 100; // that a service takes in one request
    private static final int RETRY_SECONDS = 1;

    /**
     * Asks who is near.
     *
     * @param probes of the space
     * @param count  people for each of them, in [1, 100]
     * @throws ServiceException if there is no answer: somebody whom the gallery knows must not become unknown by that
     */
    NearestPeople search(EncoderId space, List<Embedding> probes, int count) {
        List<List<EnrolledPicture>> nearest = new ArrayList<>();
        int faces = 0;
        for (int from = 0; from < probes.size(); from += MOST_PROBES) {
            List<List<Double>> numbers = probes.subList(from, Math.min(from + MOST_PROBES, probes.size())).stream()
                    .map(Faces::numbers)
                    .toList();
            IdentifyAnswer answer = ask(SearchRequest.ofEmbeddings(space.sha256(), numbers), count);
            if (answer.faces().size() != numbers.size()) {
                throw unavailable("does not answer as expected");
            }
            answer.faces().stream().map(IdentifiedFace::candidates).forEach(nearest::add);
            faces = answer.pictureCount();
        }
        return new NearestPeople(name, faces, nearest);
    }

    private IdentifyAnswer ask(SearchRequest request, int count) {
        try {
            return client.search(request, IdentifyOptions.USUAL.candidates(count));
        } catch (ProblemException e) {
            if (e.is(ServiceProblemCode.BUSY)) {
                throw ServiceException.busy(said("is busy"), RETRY_SECONDS);
            }
            LOG.warn("{}", said("refuses to answer: " + e.getMessage()));
            throw unavailable("refuses to answer");
        } catch (NoAnswerException e) {
            LOG.warn("{}", said("does not answer: " + e.getMessage()));
            throw unavailable("does not answer");
        }
    }

    private ServiceException unavailable(String what) {
        return ServiceException.of(ServiceProblemCode.UNAVAILABLE, said(what) + "; name other galleries, or try again");
    }

    /** For callers of this service, who need not know where the other one is. */
    private String said(String what) {
        return String.format(Locale.ROOT, "the service that has the gallery \"%s\" %s", name, what);
    }
}
