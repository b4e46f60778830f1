package org.likeness.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FaceImage;
import org.likeness.server.event.EventFeed;
import org.likeness.server.face.GalleryLease;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.http.Gate;
import org.likeness.server.http.KeyCheck;
import org.likeness.server.http.Route;
import org.likeness.server.http.Router;
import org.likeness.server.http.UnreadableRequests;
import org.likeness.server.listen.Listening;
import org.likeness.server.page.PageRoutes;
import org.likeness.server.resource.AdministrationEndpoints;
import org.likeness.server.resource.ClusterEndpoints;
import org.likeness.server.resource.EnrollEndpoints;
import org.likeness.server.resource.EventEndpoints;
import org.likeness.server.resource.FaceEndpoints;
import org.likeness.server.resource.Galleries;
import org.likeness.server.resource.GalleriesSearchEndpoints;
import org.likeness.server.resource.GalleryEndpoints;
import org.likeness.server.resource.GalleryFolderEndpoints;
import org.likeness.server.resource.IdentifyEndpoints;
import org.likeness.server.resource.PeopleEndpoints;
import org.likeness.server.resource.RunEndpoints;
import org.likeness.server.resource.ServiceEndpoints;
import org.likeness.server.resource.StoredFaceEndpoints;
import org.likeness.server.session.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service: REST over HTTP. It answers as soon as it is started, and is ready when its networks are warm. Closing it finishes the requests
 * that are under way; its parts stay the caller's.
 */
public final class RecognitionServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecognitionServer.class);
    private static final int ID_BYTES = 8;
    private static final int LEAST_BYTES_A_SECOND = 1_000; // of a body: a slower client holds a thread for nothing

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1); // before an event is sent a second time

    private final ServedParts parts;
    private final List<Route> routes;
    private final ServiceMetrics metrics;
    private final EventFeed feed;
    private final Javalin javalin;
    private final Thread warmUp = new Thread(this::warmUp, "warm-up");
    private volatile boolean isWarm;
    private volatile boolean isStopping;

    private RecognitionServer(ServerSettings settings, ServedParts parts) {
        this.parts = parts;
        Galleries galleries = new Galleries(parts.galleries());
        Sessions sessions = new Sessions(parts.keys(), Clock.systemUTC());
        KeyCheck check = new KeyCheck(parts.keys(), settings.rates());
        Gate gate = new Gate(parts.keys(), check, sessions, settings.rates());
        settings.listening().require();
        requireKeyForOthers(settings.listening(), gate);
        this.feed = new EventFeed(Clock.systemUTC(), settings.webhooks(), FIRST_PAUSE);
        parts.galleries().whenRemoved(feed::forget);
        parts.galleries().reserve(parts.partners().names());
        Supplier<String> ids = requestIds();
        ServiceMetrics figures = new ServiceMetrics(parts.faces());
        List<Route> operations = operations(galleries, figures);
        PageRoutes pages = new PageRoutes(
                operations, check, sessions, parts.galleries(), parts.runs().isGiven());
        Router router = new Router(gate, parts.galleries(), settings.limits(), ids, pages::problem, exchange -> {
            parts.observer().answered(exchange);
            figures.answered(exchange);
            feed.answered(exchange);
        });
        figures.watchBodies(router::heldBytes);
        figures.watchEvents(feed);
        this.metrics = figures;
        this.routes =
                Stream.concat(operations.stream(), pages.routes().stream()).toList();
        this.javalin = Javalin.create(config -> configure(config, settings, router, routes, ids));
    }

    private static Supplier<String> requestIds() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] id = new byte[ID_BYTES];
            random.nextBytes(id);
            return HexFormat.of().formatHex(id);
        };
    }

    /**
     * Starts a service.
     *
     * @throws LikenessException if the address is in use or not this machine's, or others could reach it and no access key exists
     */
    public static RecognitionServer start(ServerSettings settings, ServedParts parts) {
        RecognitionServer server = new RecognitionServer(settings, parts);
        try {
            server.javalin.start();
        } catch (RuntimeException e) {
            server.close();
            throw e instanceof JavalinBindException ? inUse(settings.listening(), e) : e;
        }
        server.warmUp.start();
        return server;
    }

    private static LikenessException inUse(Listening listening, RuntimeException cause) {
        return LikenessException.unavailable(
                String.format(
                        Locale.ROOT,
                        "nothing can listen at %s, port %d: the port is in use, or the address is not this machine's: choose another one",
                        listening.host(),
                        listening.port()),
                cause);
    }

    private static void requireKeyForOthers(Listening listening, Gate gate) {
        if (!listening.isLocal() && !gate.isOpenToOthers()) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "host %s: other machines could reach the service, and no access key exists: create one first",
                    listening.host()));
        }
    }

    /** What programs can ask for; the page shows the same. */
    private List<Route> operations(Galleries galleries, ServiceMetrics figures) {
        ServedFaces faces = parts.faces();
        List<Route> all = new ArrayList<>();
        all.addAll(new ServiceEndpoints(
                        faces, this::isReady, description(), Clock.systemUTC().instant())
                .routes());
        all.addAll(new AdministrationEndpoints(parts.keys(), parts.audited(), Clock.systemUTC()).routes());
        all.addAll(figures.routes());
        all.addAll(new RunEndpoints(parts.runs()).routes());
        all.addAll(new FaceEndpoints(faces).routes());
        all.addAll(new GalleryEndpoints(faces, galleries).routes());
        all.addAll(new GalleryFolderEndpoints(parts.galleries(), parts.keys(), Clock.systemUTC()).routes());
        all.addAll(new PeopleEndpoints(faces, galleries).routes());
        all.addAll(new EnrollEndpoints(faces, galleries).routes());
        all.addAll(new StoredFaceEndpoints(galleries).routes());
        all.addAll(new IdentifyEndpoints(faces, galleries).routes());
        all.addAll(new GalleriesSearchEndpoints(faces, parts.galleries(), parts.partners()).routes());
        all.addAll(new ClusterEndpoints(faces, galleries).routes());
        all.addAll(new EventEndpoints(feed, parts.keys()).routes());
        return List.copyOf(all);
    }

    private static byte[] description() {
        try (InputStream stream = Objects.requireNonNull(RecognitionServer.class.getResourceAsStream("openapi.yaml"))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configure(
            JavalinConfig config, ServerSettings settings, Router router, List<Route> routes, Supplier<String> ids) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.generateEtags = false;
        QueuedThreadPool threads =
                new QueuedThreadPool(settings.connections(), Math.min(8, settings.connections()), (int)
                        settings.idle().toMillis());
        threads.setName("http");
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(true);
            http.setMinRequestDataRate(LEAST_BYTES_A_SECOND);
        });
        config.jetty.addConnector((server, http) -> settings.listening().connector(server, http, settings.idle()));
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(settings.stopping().toMillis());
            server.setErrorHandler(new UnreadableRequests(ids));
        });
        router.register(routes, config.routes);
    }

    /** The first requests would wait for networks and kernels otherwise. A failure shows at the first request, too. */
    private void warmUp() {
        try {
            ServedFaces faces = parts.faces();
            EncoderSpec spec = faces.encoder().spec();
            FaceImage black = new FaceImage(
                    spec.inputWidth(), spec.inputHeight(), new byte[3 * spec.inputWidth() * spec.inputHeight()]);
            faces.acquire(black, FaceChoice.ALL);
            faces.embed(new Acquisition.TakenWhole(black));
            for (String name : parts.galleries().names()) {
                parts.galleries().lease(name).ifPresent(RecognitionServer::readIndex);
            }
            isWarm = true;
        } catch (RuntimeException e) {
            LOG.error("the networks cannot be used", e);
        }
    }

    private static void readIndex(GalleryLease lease) {
        try (lease) {
            lease.gallery().searched().size();
        }
    }

    /** The port that it listens at. */
    public int port() {
        return javalin.port();
    }

    /** Whether its networks are warm, and it is not about to stop. */
    public boolean isReady() {
        return isWarm && !isStopping;
    }

    /** What it answers. */
    public List<Route> routes() {
        return routes;
    }

    /** Returns when no thread of the service uses its parts any more. */
    @Override
    public void close() {
        isStopping = true;
        parts.galleries().refuseChanges(); // one may wait for other requests
        feed.close(); // subscribers would hold it up
        javalin.stop();
        metrics.close();
        boolean isInterrupted = false;
        while (warmUp.isAlive()) {
            try {
                warmUp.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
