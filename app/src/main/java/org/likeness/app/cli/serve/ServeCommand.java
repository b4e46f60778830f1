package org.likeness.app.cli.serve;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.likeness.api.service.ServeAnswer;
import org.likeness.app.cli.gallery.OpenedGallery;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.GalleryKeyOption;
import org.likeness.app.cli.option.StateFolder;
import org.likeness.app.cli.signal.Interruption;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.store.Galleries;
import org.likeness.gallery.store.GalleryOptions;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serve recognition over HTTP until the process is stopped (Ctrl-C, SIGTERM): verify, identify, enroll, people, galleries.",
            "Without an access key, only this machine can reach it. /v1/openapi.yaml describes the interface."
        },
        footer = {
            "",
            "Examples:",
            "  likeness serve encoder.onnx --gallery staff.db --detector yunet",
            "  likeness keys create --name door --role identify --gallery staff",
            "  likeness serve encoder.onnx --gallery staff.db --gallery visitors=v.db --detector yunet --host 0.0.0.0 --port 8443"
        })
public final class ServeCommand implements Callable<Integer> {
    private static final int WAITING_FOR_EACH_CORE = 8;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Option(
            names = "--gallery",
            required = true,
            paramLabel = "[NAME=]GALLERY",
            description = {
                "A gallery: a file, or postgresql://host/database?currentSchema=name; created if there is none. May be repeated.",
                "NAME is its name in paths (default: that of the file or the schema)."
            })
    private final List<String> galleries = new ArrayList<>();

    @Mixin
    private final GalleryKeyOption key = new GalleryKeyOption();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen at (default: ${DEFAULT-VALUE}, this machine alone). Others need an access key.")
    private String host = ServerSettings.USUAL.host();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen at; 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port = ServerSettings.USUAL.port();

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli's
    private StateFolder state;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--port %d: a port of 0 to 65535 is expected", port));
        }
        List<NamedGallery> named = galleries.stream().map(NamedGallery::parse).toList();
        NamedGallery.requireNames(named);
        GalleryOptions options = key.options();
        AtomicLong requests = new AtomicLong();
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(stop::countDown);
                AuditLog log = AuditLog.open(state.auditLog(), Clock.systemUTC());
                ServedFaces faces = faces();
                ServedGalleries served = opened(named, options, faces)) {
            AuditTrail trail = new AuditTrail(log);
            Router.Observer observer = exchange -> {
                requests.incrementAndGet();
                trail.answered(exchange);
            };
            AccessKeys keys = AccessKeys.open(state.keys(), Clock.systemUTC());
            int listened = serve(new ServedParts(faces, served, keys, observer, trail), stop);
            output.answer( // before the interruption ends, and Java with it
                    String.format(Locale.ROOT, "stopped; %,d requests were answered", requests.get()),
                    new ServeAnswer(host, listened, requests.get()));
        }
        return 0;
    }

    /** Returns the port when the service was stopped. */
    private int serve(ServedParts parts, CountDownLatch stop) {
        try (RecognitionServer server = RecognitionServer.start(ServerSettings.USUAL.at(host, port), parts)) {
            int listening = server.port();
            output.note(String.format(
                    Locale.ROOT,
                    "listening at http://%s:%d; /v1/openapi.yaml describes the interface",
                    host,
                    listening));
            stop.await();
            return listening;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return port;
        }
    }

    private ServedFaces faces() {
        FaceEncoder network = encoder.load().encoder();
        try {
            int cores = Runtime.getRuntime().availableProcessors();
            FaceExtraction extraction = detector.taking(network.spec(), network.mirrors());
            return new ServedFaces(
                    network,
                    detector.detection(encoder.file(), network.spec()),
                    extraction,
                    new WorkQueue(cores, WAITING_FOR_EACH_CORE * cores, LONGEST_WAIT));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private ServedGalleries opened(List<NamedGallery> named, GalleryOptions options, ServedFaces faces) {
        ServedGalleries served = new ServedGalleries();
        try {
            for (NamedGallery one : named) {
                Gallery opened = OpenedGallery.of(
                        (space, extraction) -> Galleries.open(one.location(), space, extraction, options),
                        faces.encoder(),
                        detector,
                        output::note);
                served.add(new ServedGallery(one.name(), opened, faces));
            }
            return served;
        } catch (RuntimeException e) {
            served.close();
            throw e;
        }
    }
}
