package org.likeness.app.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.gallery.store.Galleries;
import org.likeness.gallery.store.GalleryOptions;
import org.likeness.gallery.store.SqliteGallery;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.server.AuditTrail;
import org.likeness.server.RecognitionServer;
import org.likeness.server.ServedParts;
import org.likeness.server.ServerSettings;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.access.Role;
import org.likeness.server.audit.AuditLog;
import org.likeness.server.face.GalleryFolder;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.face.WorkQueue;
import org.likeness.server.listen.Listening;
import org.likeness.server.partner.PartnerGalleries;
import org.likeness.server.run.RunFolder;

/**
 * A service of this process, for pictures that are faces, with the gallery {@code staff}, the file {@code staff.db}, and a folder
 * {@code galleries} for others.
 */
final class RunningService implements AutoCloseable {
    private final AuditLog log;
    private final ServedFaces faces;
    private final ServedGalleries galleries;
    private final AccessKeys keys;
    private final RecognitionServer server;

    private RunningService(Path folder, Path encoder) {
        FaceRecognizer recognizer = EncoderArgument.load(encoder, false);
        log = AuditLog.open(folder.resolve("audit.jsonl"), Clock.systemUTC());
        faces = new ServedFaces(
                recognizer.encoder(),
                Optional.empty(),
                FaceExtraction.CUT_OUT,
                new WorkQueue(2, 100, Duration.ofSeconds(30)));
        GalleryFolder others = GalleryFolder.of(folder.resolve("galleries"));
        galleries = new ServedGalleries(
                others,
                name -> ServedGallery.removable(
                        name,
                        SqliteGallery.open(
                                others.file(name), recognizer.encoder().space(), FaceExtraction.CUT_OUT),
                        faces));
        galleries.add(new ServedGallery(
                "staff",
                Galleries.open(
                        folder.resolve("staff.db").toString(),
                        recognizer.encoder().space(),
                        FaceExtraction.CUT_OUT,
                        GalleryOptions.DEFAULT),
                faces));
        keys = AccessKeys.open(folder.resolve("keys.json"), Clock.systemUTC());
        AuditTrail trail = new AuditTrail(log);
        server = RecognitionServer.start(
                ServerSettings.USUAL.at(Listening.at("127.0.0.1", 0)),
                new ServedParts(
                        faces,
                        galleries,
                        new PartnerGalleries(List.of()),
                        keys,
                        trail::answered,
                        trail,
                        RunFolder.NONE));
    }

    static RunningService start(Path folder, Path encoder) {
        return new RunningService(folder, encoder);
    }

    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** A key for all galleries; from the first one on, each request needs one. */
    String token(Role role) {
        return keys.create(role + " of a test", role, Set.of(), Optional.empty())
                .token();
    }

    @Override
    public void close() {
        server.close();
        galleries.close();
        faces.close();
        log.close();
    }
}
