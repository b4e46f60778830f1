package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.api.client.EnrollOptions;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.IdentifyOptions;
import org.likeness.api.client.Picture;
import org.likeness.api.client.ProblemException;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.api.service.GalleriesSearchAnswer.PersonOfGallery;
import org.likeness.api.service.NewPersonRequest;

/** Services as processes of their own: two on one gallery in PostgreSQL, and one that searches the galleries of others. */
@Tag("slow")
@Timeout(300)
class SeveralServersTest {
    @TempDir
    private Path folder;

    @Test
    void eachSeesWhatTheOtherOneChangesAndOutlivesIt() throws Exception {
        Path encoder = Samples.encoder(folder, 1);
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 1);
        Path bob = Samples.picture(folder.resolve("bob.png"), 2, 1);
        try (EmbeddedPostgres postgres = start()) {
            String gallery = "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres?currentSchema=staff";
            try (ChildProcess first = serve(encoder, gallery, "first");
                    ChildProcess second = serve(encoder, gallery, "second")) {
                RecognitionClient one = client(first);
                RecognitionClient other = client(second);
                assertThat(nearest(other, ann)).isEmpty();
                long id = add(one, "Ann", ann);
                assertThat(nearest(other, ann)).contains("Ann");
                one.gallery("staff").person(id).forget();
                assertThat(nearest(other, ann)).isEmpty();
                add(one, "Bob", bob);
                first.kill();
                assertThat(nearest(other, bob)).contains("Bob");
                add(other, "Ann", ann);
                assertThat(nearest(other, ann)).contains("Ann");
                second.terminate();
                second.end();
            }
        }
    }

    @Test
    void aFrontSearchesTheGalleriesOfPartners() throws Exception {
        Path encoder = Samples.encoder(folder, 1);
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 1);
        Path bob = Samples.picture(folder.resolve("bob.png"), 2, 1);
        try (ChildProcess north = serve(encoder, folder.resolve("north.db").toString(), "north");
                ChildProcess south = serve(encoder, folder.resolve("south.db").toString(), "south")) {
            Path own = Files.createDirectories(folder.resolve("front"));
            String northAddress = north.awaitAddress();
            String southAddress = south.awaitAddress();
            add(client(northAddress).gallery("north"), "Ann", ann);
            add(client(southAddress).gallery("south"), "Bob", bob);
            CommandRun key = CommandRun.of(
                            "keys",
                            "create",
                            "--name",
                            "front",
                            "--role",
                            "identify",
                            "--state",
                            folder.resolve("south"))
                    .assertDone();
            Path keyFile = Files.writeString(folder.resolve("south.key"), key.out());
            try (ChildProcess front = ChildProcess.start(
                    own,
                    "serve",
                    encoder,
                    "--gallery",
                    "north=" + northAddress + "/v1/galleries/north",
                    "--gallery",
                    southAddress + "/v1/galleries/south",
                    "--partner-key-file",
                    "south=" + keyFile,
                    "--port",
                    0,
                    "--state",
                    own)) {
                RecognitionClient client = client(front);
                assertThat(inAll(client, ann)).isEqualTo("north: Ann");
                assertThat(inAll(client, bob)).isEqualTo("south: Bob");
                north.kill();
                ProblemException lost = catchThrowableOfType(ProblemException.class, () -> inAll(client, bob));
                assertThat(lost.detail()).contains("\"north\" does not answer");
                front.terminate();
                front.end();
            }
        }
    }

    /** Whom all galleries identify. */
    private static String inAll(RecognitionClient client, Path picture) {
        PersonOfGallery found = Objects.requireNonNull(
                client.identify(List.of(), List.of(Picture.of(picture)), IdentifyOptions.USUAL.threshold(0.001))
                        .faces()
                        .get(0)
                        .nearest());
        return found.gallery() + ": " + found.enrolledPicture().person();
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | RuntimeException e) {
            return abort("PostgreSQL's server cannot be started here: " + e); // as root, it needs the program unshare
        }
    }

    private ChildProcess serve(Path encoder, String gallery, String name) throws Exception {
        Path own = Files.createDirectories(folder.resolve(name));
        return ChildProcess.start(own, "serve", encoder, "--gallery", gallery, "--port", 0, "--state", own);
    }

    private static RecognitionClient client(ChildProcess service) throws Exception {
        return client(service.awaitAddress());
    }

    private static RecognitionClient client(String address) {
        return RecognitionClient.builder(address).build();
    }

    private static long add(RecognitionClient client, String name, Path picture) {
        return add(client.gallery("staff"), name, picture);
    }

    private static long add(GalleryClient gallery, String name, Path picture) {
        return Objects.requireNonNull(gallery.people()
                        .add(
                                new NewPersonRequest(name, null, null, null),
                                List.of(Picture.of(picture)),
                                EnrollOptions.USUAL.review(EnrollOptions.Review.OFF))
                        .enrolledPerson())
                .personId();
    }

    /** The name of the person who is identified. */
    private static Optional<String> nearest(RecognitionClient client, Path picture) {
        IdentifiedFace face = client.gallery("staff")
                .identify(List.of(Picture.of(picture)), IdentifyOptions.USUAL.threshold(0.001))
                .faces()
                .get(0);
        return Objects.requireNonNull(face.decision()) == FaceDecision.MATCH
                ? Optional.of(Objects.requireNonNull(face.nearest()).person())
                : Optional.empty();
    }
}
