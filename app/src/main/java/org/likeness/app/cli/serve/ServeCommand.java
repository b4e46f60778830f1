package org.likeness.app.cli.serve;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.likeness.api.service.ServeAnswer;
import org.likeness.app.cli.gallery.OpenedGallery;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.GalleryKeyOption;
import org.likeness.app.cli.option.MirrorOption;
import org.likeness.app.cli.option.StateFolder;
import org.likeness.app.cli.signal.Interruption;
import org.likeness.app.cli.text.Output;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.store.Galleries;
import org.likeness.gallery.store.GalleryOptions;
import org.likeness.gallery.store.SqliteGallery;
import org.likeness.server.AuditTrail;
import org.likeness.server.RecognitionServer;
import org.likeness.server.ServedParts;
import org.likeness.server.ServerSettings;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.audit.AuditLog;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.face.WorkQueue;
import org.likeness.server.http.Router;
import org.likeness.server.listen.Listening;
import org.likeness.server.partner.PartnerGalleries;
import org.likeness.server.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        defaultValueProvider = ServeConfiguration.class,
        description = {
            "Serve recognition over HTTP until the process is stopped (Ctrl-C, SIGTERM): verify, identify, enroll, people, galleries.",
            "Without an access key, only this machine can reach it. /v1/openapi.yaml describes the interface."
        },
        footer = {
            "",
            "Examples:",
            "  likeness serve encoder.onnx --gallery staff.db --detector yunet",
            "  likeness keys create --name door --role identify --gallery staff",
            "  likeness serve encoder.onnx --gallery staff.db --gallery visitors=v.db --detector yunet --host 0.0.0.0 --port 8443",
            "  likeness serve encoder.onnx --galleries /var/lib/likeness/galleries --detector yunet",
            "  likeness serve --config /etc/likeness/serve.properties"
        })
public final class ServeCommand implements Callable<Integer> {
    private static final int WAITING_FOR_EACH_CORE = 8;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENCODER",
            description = {
                "An encoder's file, such as runs/mine/encoder.onnx. Default: the one that the first gallery was made with, and its",
                "detector, from the files beside the gallery, those here, and the downloaded models."
            })
    private @Nullable Path encoder;

    @Mixin
    private final MirrorOption mirror = new MirrorOption();

    @Mixin
    private final ServedGalleryOptions galleries = new ServedGalleryOptions();

    @Mixin
    private final PartnerOptions partners = new PartnerOptions();

    @Mixin
    private final GalleryKeyOption key = new GalleryKeyOption();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final ListeningOptions listening = new ListeningOptions();

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description =
                    "Show the training runs in this folder, their curves and reports, on the page and under /v1/runs.")
    private @Nullable Path runs;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "Read options from a file of lines such as port = 8443 and gallery = staff.db, visitors.db.",
                "Options that are given here, and variables such as $LIKENESS_SERVE_PORT, count more."
            })
    @SuppressWarnings("UnusedVariable") // ServeConfiguration reads it
    private @Nullable Path configuration;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli's
    private StateFolder state;

    @Mixin
    private final ServiceLog log = new ServiceLog();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        ServerSettings settings = listening.settings();
        ChosenGalleries chosen = galleries.chosen();
        GalleryOptions options = key.options();
        RunFolder shown = runs == null ? RunFolder.NONE : RunFolder.of(runs);
        log.begin();
        AtomicLong requests = new AtomicLong();
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(stop::countDown);
                PartnerGalleries others = partners.partners(chosen.partners());
                AuditLog audit = AuditLog.open(state.auditLog(), Clock.systemUTC());
                ServedFaces faces = faces(chosen, options);
                ServedGalleries served = opened(chosen, options, faces)) {
            AuditTrail trail = new AuditTrail(audit);
            Router.Observer observer = exchange -> {
                requests.incrementAndGet();
                trail.answered(exchange);
                log.request(exchange);
            };
            AccessKeys keys = AccessKeys.open(state.keys(), Clock.systemUTC());
            int listened = serve(settings, new ServedParts(faces, served, others, keys, observer, trail, shown), stop);
            output.answer( // before the interruption ends, and Java with it
                    String.format(Locale.ROOT, "stopped; %,d requests were answered", requests.get()),
                    new ServeAnswer(settings.listening().host(), listened, requests.get()));
        }
        return 0;
    }

    /** Returns the port when the service was stopped. */
    private int serve(ServerSettings settings, ServedParts parts, CountDownLatch stop) {
        Listening where = settings.listening();
        try (RecognitionServer server = RecognitionServer.start(settings, parts)) {
            int listened = server.port();
            note(String.format(
                    Locale.ROOT,
                    "listening at %s://%s:%d; /v1/openapi.yaml describes the interface",
                    where.scheme(),
                    where.host(),
                    listened));
            stop.await();
            return listened;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return where.port();
        }
    }

    private void note(String line) {
        log.note(output::note, line);
    }

    private ServedFaces faces(ChosenGalleries chosen, GalleryOptions options) {
        Path file = encoder;
        boolean isMirrored = mirror.isGiven();
        if (file == null) {
            FoundNetworks found = FoundNetworks.of(chosen.first(), options, detector.models());
            file = found.encoder();
            isMirrored |= found.mirror();
            found.detector().ifPresent(detector::orElse);
            note(String.format(
                    Locale.ROOT,
                    "encoder %s%s",
                    file,
                    found.detector().map(network -> ", detector " + network).orElse("")));
        }
        // Requests share the cores, not the work of one: threads of ONNX Runtime that wait for each other keep cores
        // busy.
        FaceEncoder network = EncoderArgument.encoder(file, isMirrored, 1);
        try {
            int cores = Runtime.getRuntime().availableProcessors();
            FaceExtraction extraction = detector.taking(network.spec(), network.mirrors());
            return new ServedFaces(
                    network,
                    detector.detection(file, network.spec()),
                    extraction,
                    new WorkQueue(cores, WAITING_FOR_EACH_CORE * cores, LONGEST_WAIT));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private ServedGalleries opened(ChosenGalleries chosen, GalleryOptions options, ServedFaces faces) {
        ServedGalleries served = chosen.folder()
                .map(folder -> new ServedGalleries(
                        folder,
                        name -> ServedGallery.removable(
                                name,
                                opened(
                                        faces,
                                        (space, extraction) ->
                                                SqliteGallery.open(folder.file(name), space, extraction, options)),
                                faces)))
                .orElseGet(ServedGalleries::new);
        try {
            for (NamedGallery one : chosen.named()) {
                Gallery opened = opened(
                        faces, (space, extraction) -> Galleries.open(one.location(), space, extraction, options));
                served.add(new ServedGallery(one.name(), opened, faces));
            }
            served.addThoseOfTheFolder();
            return served;
        } catch (RuntimeException e) {
            served.close();
            throw e;
        }
    }

    private <G extends Gallery> G opened(ServedFaces faces, BiFunction<EncoderId, FaceExtraction, G> opening) {
        return OpenedGallery.of(opening, faces.encoder(), detector, this::note);
    }
}
