package org.likeness.api.client;

import java.util.List;
import java.util.Optional;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.recognition.VerifyAnswer;
import org.likeness.api.service.AuditLogAnswer;
import org.likeness.api.service.DetectAnswer;
import org.likeness.api.service.EmbeddingsAnswer;
import org.likeness.api.service.GalleriesAnswer;
import org.likeness.api.service.GalleriesSearchAnswer;
import org.likeness.api.service.HealthAnswer;
import org.likeness.api.service.NewGalleryRequest;
import org.likeness.api.service.RunAnswer;
import org.likeness.api.service.RunsAnswer;
import org.likeness.api.service.SearchRequest;
import org.likeness.api.service.ServedModelsAnswer;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.api.service.ServiceSystemAnswer;

/**
 * A client of a recognition service.
 *
 * <pre>{@code
 * RecognitionClient client = RecognitionClient.builder("https://faces.example").key(key).build();
 * GalleryClient staff = client.gallery("staff");
 * staff.people().add("Ann", List.of(Picture.of(Path.of("ann.jpg"))));
 * IdentifyAnswer answer = staff.identify(List.of(Picture.of(Path.of("door.jpg"))));
 * }</pre>
 *
 * <p>All methods of this class and of the clients that it gives throw {@link ProblemException} if the service refuses, and
 * {@link NoAnswerException} if it does not answer or the answer is not what is expected. A picture that cannot be read is a
 * {@link java.io.UncheckedIOException}.
 *
 * <p>A request is sent again, a few times after growing pauses, if the service is busy or unavailable or the connection fails. What changes
 * something is sent with an {@code Idempotency-Key}, so that it is done once. After an interrupt, a call ends with an
 * {@code NoAnswerException}, and the thread is still interrupted.
 *
 * <p>Thread-safe; one client for all requests keeps connections open. There is nothing to close.
 */
public final class RecognitionClient {
    private static final String GALLERIES = "galleries";

    private final Transport transport;

    RecognitionClient(ClientSettings settings) {
        this.transport = new Transport(settings);
    }

    /**
     * Begins a client.
     *
     * @param address of the service, such as {@code https://faces.example} or {@code http://localhost:8080}
     * @throws IllegalArgumentException if it is none
     */
    public static ClientBuilder builder(String address) {
        return new ClientBuilder(address);
    }

    /** Whether the service runs. */
    public HealthAnswer health() {
        return transport.answer(Call.of(Operation.HEALTH), HealthAnswer.class);
    }

    /** Whether the service runs and its networks are warm; asked once. */
    public boolean isReady() {
        try {
            transport.send(Call.of(Operation.READY).once());
            return true;
        } catch (ProblemException e) {
            if (e.is(ServiceProblemCode.UNAVAILABLE)) {
                return false;
            }
            throw e;
        }
    }

    /** The description of the interface, OpenAPI as YAML. */
    public String description() {
        return transport.send(Call.of(Operation.DESCRIBE)).text();
    }

    /** The networks of the service. */
    public ServedModelsAnswer models() {
        return transport.answer(Call.of(Operation.MODELS), ServedModelsAnswer.class);
    }

    /** Figures in the text format of Prometheus. */
    public String metrics() {
        return transport.send(Call.of(Operation.METRICS)).text();
    }

    /** What the service runs on. */
    public ServiceSystemAnswer system() {
        return transport.answer(Call.of(Operation.SYSTEM), ServiceSystemAnswer.class);
    }

    /** Finds faces in pictures. */
    public DetectAnswer detect(List<Picture> pictures) {
        return transport.answer(Call.of(Operation.DETECT).body(pictures), DetectAnswer.class);
    }

    /** Whether two pictures show one person. */
    public VerificationResult<VerifyAnswer> verify(Picture first, Picture second) {
        return verify(first, second, VerifyOptions.USUAL);
    }

    /** Whether two pictures show one person. */
    public VerificationResult<VerifyAnswer> verify(Picture first, Picture second, VerifyOptions options) {
        return VerificationResult.ask(
                transport,
                Call.of(Operation.VERIFY).query(options.query()).body(List.of(first, second)),
                VerifyAnswer.class);
    }

    /** The embedding of the largest face of each picture: a biometric template, to be kept as pictures are. */
    public EmbeddingsAnswer embed(List<Picture> pictures) {
        return embed(pictures, FaceChoice.LARGEST);
    }

    /** Embeddings of faces: biometric templates, to be kept as pictures are. */
    public EmbeddingsAnswer embed(List<Picture> pictures, FaceChoice faces) {
        return transport.answer(
                Call.of(Operation.EMBED).query(FaceChoice.PARAMETER, faces).body(pictures), EmbeddingsAnswer.class);
    }

    /**
     * Who is on pictures, of several galleries: the nearest person of all counts, and the threshold is that of their common size.
     *
     * @param galleries names, those of the service's own and of partners; empty for all that the key may use
     */
    public GalleriesSearchAnswer identify(List<String> galleries, List<Picture> pictures, IdentifyOptions options) {
        return transport.answer(
                Call.of(Operation.GALLERIES_IDENTIFY)
                        .query(among(galleries, options))
                        .body(pictures),
                GalleriesSearchAnswer.class);
    }

    /**
     * Who is near embeddings, of several galleries.
     *
     * @param galleries names; empty for all that the key may use
     * @param request   with embeddings: the ids of faces are of one gallery
     */
    public GalleriesSearchAnswer search(List<String> galleries, SearchRequest request, IdentifyOptions options) {
        return transport.answer(
                Call.of(Operation.GALLERIES_SEARCH)
                        .query(among(galleries, options))
                        .body(request),
                GalleriesSearchAnswer.class);
    }

    private static Query among(List<String> galleries, IdentifyOptions options) {
        return galleries.isEmpty() ? options.query() : options.query().with(GALLERIES, String.join(",", galleries));
    }

    /** The galleries that the key may use. */
    public GalleriesAnswer galleries() {
        return transport.answer(Call.of(Operation.GALLERIES), GalleriesAnswer.class);
    }

    /**
     * Creates a gallery. A key that administers all galleries is needed, and a service that has a folder for galleries.
     *
     * @param name 1 to 64 lower-case letters, digits, dots, hyphens and underscores, a letter or digit first
     * @see GalleryClient#remove
     */
    public GalleryStatsAnswer createGallery(String name) {
        return transport.answer(
                Call.of(Operation.GALLERY_CREATE).body(new NewGalleryRequest(name)), GalleryStatsAnswer.class);
    }

    /**
     * The operations on a gallery. Nothing is sent yet.
     *
     * @param name that the service gives it
     */
    public GalleryClient gallery(String name) {
        return new GalleryClient(transport, name);
    }

    /** The operations on access keys. */
    public KeysClient keys() {
        return new KeysClient(transport);
    }

    /**
     * The last entries of the audit log, the latest first.
     *
     * @param count at most so many, in [1, 1000]
     */
    public AuditLogAnswer audit(int count) {
        return audit(count, Optional.empty());
    }

    /**
     * Entries of the audit log before one, the latest first.
     *
     * @param count  at most so many, in [1, 1000]
     * @param before sequence number of that one
     */
    public AuditLogAnswer audit(int count, long before) {
        return audit(count, Optional.of(before));
    }

    private AuditLogAnswer audit(int count, Optional<Long> before) {
        Call last = Call.of(Operation.AUDIT).query("count", count);
        return transport.answer(
                before.map(sequence -> last.query("before", sequence)).orElse(last), AuditLogAnswer.class);
    }

    /** The training runs that the service shows, the one that was written last first. */
    public RunsAnswer runs() {
        return transport.answer(Call.of(Operation.RUNS), RunsAnswer.class);
    }

    /** A training run with its metrics. */
    public RunAnswer run(String name) {
        return transport.answer(Call.of(Operation.RUN, name), RunAnswer.class);
    }

    /** A page of a training run's folder, as HTML. */
    public String runReport(String run, String file) {
        return transport.send(Call.of(Operation.RUN_REPORT, run, file)).text();
    }

    /** Does not reveal the key. */
    @Override
    public String toString() {
        return "RecognitionClient[" + transport.address() + "]";
    }
}
