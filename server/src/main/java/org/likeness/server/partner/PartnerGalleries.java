package org.likeness.server.partner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.server.answer.NearestPeople;
import org.likeness.server.http.ServiceException;

/** The galleries of other services that this one may search, by the names that they have here. Thread-safe. */
public final class PartnerGalleries implements AutoCloseable {
    private final Map<String, PartnerGallery> all = new TreeMap<>();
    private final ExecutorService asking = Executors.newCachedThreadPool(DaemonThreads.named("partner"));

    /** @param galleries no two of one name */
    public PartnerGalleries(Collection<PartnerGallery> galleries) {
        galleries.forEach(gallery -> all.put(gallery.name(), gallery));
    }

    /** Their names, in order. */
    public Set<String> names() {
        return all.keySet();
    }

    /**
     * Asks several at one time.
     *
     * @param names  of these galleries
     * @param space  of the probes
     * @param count  people for each probe, in [1, 100]
     * @return in the order of the names
     * @throws ServiceException if one of them does not answer
     */
    public List<NearestPeople> search(List<String> names, EncoderId space, List<Embedding> probes, int count) {
        List<CompletableFuture<NearestPeople>> asked = names.stream()
                .map(all::get)
                .map(gallery -> CompletableFuture.supplyAsync(() -> gallery.search(space, probes, count), asking))
                .toList();
        List<NearestPeople> found = new ArrayList<>();
        try {
            for (CompletableFuture<NearestPeople> one : asked) {
                found.add(one.join());
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof ServiceException refusal ? refusal : e;
        }
        return found;
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
