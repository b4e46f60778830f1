package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.likeness.server.TestFaces.photograph;
import static org.likeness.server.TestFaces.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.api.client.ClusterOptions;
import org.likeness.api.client.EnrollOptions;
import org.likeness.api.client.EventStream;
import org.likeness.api.client.FaceChoice;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.IdentifyOptions;
import org.likeness.api.client.PersonClient;
import org.likeness.api.client.PersonVersion;
import org.likeness.api.client.Picture;
import org.likeness.api.client.ProblemException;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.client.VerifyOptions;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.service.CreatedKeyAnswer;
import org.likeness.api.service.EditPersonRequest;
import org.likeness.api.service.EmbeddingsAnswer;
import org.likeness.api.service.EnrollmentAnswer;
import org.likeness.api.service.GalleriesSearchAnswer;
import org.likeness.api.service.HealthAnswer;
import org.likeness.api.service.KeyRole;
import org.likeness.api.service.NewKeyRequest;
import org.likeness.api.service.NewPersonRequest;
import org.likeness.api.service.RecognitionEvent;
import org.likeness.api.service.RemovedGalleryAnswer;
import org.likeness.api.service.SearchRequest;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.api.service.SplitRequest;
import org.likeness.server.access.Role;
import org.likeness.server.http.Client;
import org.likeness.server.http.Route;

/** The client of {@code api} with a real service: every operation, and every answer as its record. */
class ClientJourneyTest {
    @TempDir
    private Path folder;

    private static RecognitionClient client(TestService service) {
        return RecognitionClient.builder(service.at("").toString()).build();
    }

    private static RecognitionClient client(TestService service, String token) {
        return RecognitionClient.builder(service.at("").toString()).key(token).build();
    }

    private static Picture shown(int person, int shot) {
        return Picture.of(person + "-" + shot + ".png", picture(person, shot));
    }

    private static long add(GalleryClient gallery, int person) {
        EnrollmentAnswer added = gallery.people()
                .add(
                        new NewPersonRequest("P" + person, "e" + person, null, null),
                        List.of(shown(person, 1)),
                        EnrollOptions.USUAL.review(EnrollOptions.Review.OFF));
        return Objects.requireNonNull(added.enrolledPerson()).personId();
    }

    @Test
    void everyOperationOfTheServiceIsReached() throws IOException {
        Files.createDirectory(folder.resolve("galleries"));
        Path run = RunsTest.run(folder, "mine", "");
        Files.writeString(run.resolve("report.html"), "A report");
        try (TestService service = TestService.start(folder)) {
            RecognitionClient open = client(service);
            assertThat(open.health().state()).isEqualTo(HealthAnswer.State.RUNNING);
            assertThat(open.isReady()).isTrue();
            assertThat(open.description()).startsWith("openapi: 3");

            RecognitionClient client = client(service, service.token(Role.ADMINISTER));
            askWithoutGallery(client);
            enrollIdentifyAndForget(client.gallery("staff"));
            correct(client.gallery("visitors"));
            searchSeveral(client);
            searchAndCopy(client.gallery("staff"), client.gallery("visitors"));
            administer(client);
            createAndRemove(client);

            Set<String> reached = service.exchanges.stream()
                    .map(exchange -> exchange.route().action())
                    .collect(Collectors.toSet());
            assertThat(reached)
                    .containsExactlyInAnyOrderElementsOf(service.routes(Client.PROGRAM).stream()
                            .map(Route::action)
                            .collect(Collectors.toSet()));
        }
    }

    private static void askWithoutGallery(RecognitionClient client) {
        assertThat(client.runs().runs()).extracting(run -> run.run()).containsExactly("mine");
        assertThat(client.run("mine").trainingRun().stepCount()).isZero();
        assertThat(client.runReport("mine", "report.html")).isEqualTo("A report");
        assertThat(client.models().servedEncoder().space()).hasSize(64);
        assertThat(client.metrics()).contains("# TYPE");
        assertThat(client.system().coreCount()).isPositive();
        assertThat(client.embed(List.of(shown(1, 1), Picture.of(picture(2, 1)))).faces())
                .extracting(face -> face.used().picture())
                .containsExactly("1-1.png", "picture 2");
        assertThat(client.verify(shown(1, 1), shown(1, 2)).isMatch()).isTrue();
        var two = client.verify(
                shown(1, 1),
                shown(2, 1),
                VerifyOptions.USUAL.falseMatchRate(0.001).faces(FaceChoice.LARGEST));
        assertThat(two.decision()).isEqualTo(FaceDecision.NON_MATCH);
        assertThat(two.details().orElseThrow().threshold()).isEqualTo(0.35);
        assertThat(client.galleries().galleries())
                .extracting(gallery -> gallery.gallery())
                .containsExactly("staff", "visitors");
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> client.detect(List.of(Picture.of("one.png", picture(1, 1)))));
        assertThat(problem.is(ServiceProblemCode.UNSUPPORTED))
                .as("no detector: %s", problem)
                .isTrue();
    }

    private void enrollIdentifyAndForget(GalleryClient staff) throws IOException {
        for (int person = 1; person <= 3; person++) {
            assertThat(add(staff, person)).isEqualTo(person);
        }
        Path file = Files.write(folder.resolve("door.png"), picture(2, 2));
        IdentifyAnswer answer = staff.identify(
                List.of(Picture.of(file), Picture.read("other.png", new ByteArrayInputStream(picture(9, 1)))));
        assertThat(answer.faces()).extracting(face -> face.used().picture()).containsExactly("door.png", "other.png");
        assertThat(answer.faces())
                .extracting(face -> face.decision())
                .containsExactly(FaceDecision.MATCH, FaceDecision.UNKNOWN);
        assertThat(Objects.requireNonNull(answer.faces().get(0).nearest()).person())
                .isEqualTo("P2");
        assertThat(staff.identify(
                                List.of(Picture.of(picture(3, 2))),
                                IdentifyOptions.USUAL.threshold(0.4).candidates(2))
                        .faces()
                        .get(0)
                        .candidates())
                .hasSize(2);

        PersonClient second = staff.person(2);
        byte[] third = picture(2, 3);
        EnrollmentAnswer more = second.enroll(
                List.of(
                        Picture.of("b\"2\".png", third.length, () -> new ByteArrayInputStream(third)),
                        Picture.of("none.png", new byte[] {1, 2, 3})),
                EnrollOptions.USUAL.review(EnrollOptions.Review.OFF).keepCrops().faces(FaceChoice.LARGEST));
        assertThat(more.acceptedPictures()).extracting(face -> face.picture()).containsExactly("b\"2\".png");
        assertThat(more.refusedPictures()).extracting(face -> face.picture()).containsExactly("none.png");
        long face = more.acceptedPictures().get(0).faceId();
        assertThat(staff.faces().crop(face)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(second.verify(shown(2, 4)).isMatch()).isTrue();
        assertThat(second.verify(shown(1, 4), VerifyOptions.USUAL.threshold(0)).isMatch())
                .isFalse();
        assertThat(second.similar(1).candidates()).hasSize(1);
        assertThat(staff.faces().similar(face, 1).candidates())
                .extracting(one -> one.personId())
                .doesNotContain(2L);
        assertThat(staff.faces()
                        .forgetEnrolledBefore(Instant.now().minus(Duration.ofDays(1)))
                        .faceCount())
                .isZero();
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> staff.faces()
                                        .forgetEnrolledBefore(Instant.now().plus(Duration.ofDays(1))))
                        .is(ServiceProblemCode.INVALID))
                .isTrue();
        assertThat(staff.faces().forget(face).faceCount()).isEqualTo(1);
        assertThat(second.forget().remainingPlaces()).isNotEmpty();
        ProblemException gone = catchThrowableOfType(ProblemException.class, second::get);
        assertThat(gone.is(ServiceProblemCode.NOT_FOUND)).isTrue();
        assertThat(gone.requestId()).isNotEmpty();
        assertThat(staff.identify(List.of(Picture.of(picture(2, 2))))
                        .faces()
                        .get(0)
                        .decision())
                .isEqualTo(FaceDecision.UNKNOWN);
        assertThat(staff.people()
                        .review(List.of(shown(3, 3)), EnrollOptions.USUAL.keepCrops())
                        .likelyDuplicates())
                .extracting(likely -> likely.person())
                .containsExactly("P3");
        assertThat(staff.cluster(List.of(shown(3, 3), shown(4, 3)), ClusterOptions.USUAL.falseMatchRate(0.01))
                        .groups())
                .extracting(group -> group.decision())
                .containsExactly(FaceDecision.MATCH, FaceDecision.UNKNOWN);
        assertThat(staff.people().search("p"))
                .extracting(found -> found.person())
                .containsExactly("P1", "P3");
        assertThat(staff.stats().peopleCount()).isEqualTo(2);
        assertThat(staff.thresholds().expectedErrors()).hasSize(3);
        assertThat(staff.check().problems()).isEmpty();
    }

    private static void correct(GalleryClient gallery) {
        add(gallery, 1);
        add(gallery, 2);
        gallery.people().add("Ann & Bo + ü", List.of());
        assertThat(gallery.people().stream())
                .extracting(EnrolledPerson::person)
                .containsExactly("P1", "P2", "Ann & Bo + ü");
        assertThat(gallery.people().page(1, 1).people()).hasSize(1);
        assertThat(gallery.people().named("Ann & Bo + ü")).hasSize(1);
        assertThat(gallery.people().withExternalId("e2").orElseThrow().personId())
                .isEqualTo(2);
        assertThat(gallery.people().withExternalId("none")).isEmpty();

        PersonClient first = gallery.person(1);
        PersonVersion read = first.read();
        first.ifUnchanged(read).edit(new EditPersonRequest("One", null, null));
        ProblemException changed = catchThrowableOfType(
                ProblemException.class, () -> first.ifUnchanged(read).forget());
        assertThat(changed.is(ServiceProblemCode.CHANGED)).isTrue();
        assertThat(first.get().enrolledPerson().person()).isEqualTo("One");

        assertThat(gallery.person(2).mergeInto(1).faces()).hasSize(2);
        assertThat(gallery.undo().events()).extracting(event -> event.kind()).containsExactly("merge");
        long face = gallery.person(2).get().faces().get(0).faceId();
        assertThat(gallery.faces().move(List.of(face), 1).faces()).hasSize(2);
        assertThat(gallery.faces()
                        .split(new SplitRequest(List.of(face), "Two", null))
                        .enrolledPerson()
                        .person())
                .isEqualTo("Two");
        assertThat(gallery.history(2).events()).hasSize(2);
    }

    private static void searchSeveral(RecognitionClient client) {
        GalleriesSearchAnswer seen =
                client.identify(List.of("staff", "visitors"), List.of(shown(3, 2)), IdentifyOptions.USUAL);
        assertThat(seen.galleries()).extracting(one -> one.gallery()).containsExactly("staff", "visitors");
        assertThat(Objects.requireNonNull(seen.faces().get(0).nearest()).gallery())
                .isEqualTo("staff");
        EmbeddingsAnswer embedded = client.embed(List.of(shown(1, 2)));
        GalleriesSearchAnswer found = client.search(
                List.of(),
                SearchRequest.ofEmbeddings(
                        embedded.space(), List.of(embedded.faces().get(0).embedding())),
                IdentifyOptions.USUAL.candidates(5));
        assertThat(found.faces().get(0).candidates())
                .extracting(one -> one.gallery())
                .contains("staff", "visitors");
        ProblemException byId = catchThrowableOfType(
                ProblemException.class,
                () -> client.search(List.of(), SearchRequest.ofFaces(List.of(1L)), IdentifyOptions.USUAL));
        assertThat(byId.is(ServiceProblemCode.INVALID)).as("%s", byId).isTrue();
    }

    /** The people 1 and 3 go from one gallery to another one, which is empty. */
    private void searchAndCopy(GalleryClient from, GalleryClient to) {
        long face = from.person(3).get().faces().get(0).faceId();
        assertThat(from.search(SearchRequest.ofFaces(List.of(face)), IdentifyOptions.USUAL.candidates(5))
                        .faces()
                        .get(0)
                        .candidates())
                .extracting(near -> near.personId())
                .containsExactly(1L);
        Path file = folder.resolve("staff.jsonl");
        from.exportTo(file);
        to.people().stream()
                .toList()
                .forEach(person -> to.person(person.personId()).forget());
        try (EventStream events = to.events(OptionalLong.empty())) {
            assertThat(to.importFrom(file).importedCount()).isEqualTo(2);
            RecognitionEvent added = events.next().orElseThrow();
            assertThat(added.kind()).isEqualTo(RecognitionEvent.Kind.CHANGED);
            from.identify(List.of(shown(1, 2)));
            to.identify(List.of(shown(9, 1)), IdentifyOptions.USUAL.threshold(0));
            assertThat(events.next().orElseThrow().kind()).isEqualTo(RecognitionEvent.Kind.UNKNOWN);
            try (EventStream again = to.events(OptionalLong.of(added.sequence()))) {
                assertThat(again.next().orElseThrow().kind()).isEqualTo(RecognitionEvent.Kind.UNKNOWN);
            }
        }
        ProblemException twice = catchThrowableOfType(ProblemException.class, () -> to.importFrom(file));
        assertThat(twice.is(ServiceProblemCode.CONFLICT))
                .as("external ids are unique: %s", twice)
                .isTrue();
    }

    private static void administer(RecognitionClient client) {
        CreatedKeyAnswer door = client.keys().create(new NewKeyRequest("door", KeyRole.VERIFY, List.of("staff"), null));
        assertThat(client.keys().list().keys()).hasSize(2);
        assertThat(client.keys().revoke(door.issuedKey().keyId()).issuedKey().name())
                .isEqualTo("door");
        long last = client.audit(1).requests().get(0).sequence();
        assertThat(client.audit(1, last).requests().get(0).sequence()).isEqualTo(last - 1);
    }

    private static void createAndRemove(RecognitionClient client) {
        assertThat(client.createGallery("guests").gallery()).isEqualTo("guests");
        GalleryClient guests = client.gallery("guests");
        add(guests, 5);
        assertThat(guests.stats().peopleCount()).isEqualTo(1);
        ProblemException taken = catchThrowableOfType(ProblemException.class, () -> client.createGallery("guests"));
        assertThat(taken.is(ServiceProblemCode.CONFLICT)).isTrue();
        RemovedGalleryAnswer removed = guests.remove();
        assertThat(removed.faceCount()).isEqualTo(1);
        assertThat(removed.keys()).isEmpty();
        assertThat(catchThrowableOfType(ProblemException.class, guests::stats).is(ServiceProblemCode.NOT_FOUND))
                .isTrue();
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> client.gallery("staff").remove())
                        .is(ServiceProblemCode.CONFLICT))
                .as("one that was given by name remains")
                .isTrue();
    }

    @Test
    void aKeyThatMayOnlyVerifyIsToldTheDecisionAlone() {
        try (TestService service = TestService.start(folder)) {
            add(client(service).gallery("staff"), 1);
            RecognitionClient door = client(service, service.token(Role.VERIFY, "staff"));
            assertThat(door.verify(shown(1, 1), shown(1, 2)).details()).isEmpty();
            var person = door.gallery("staff").person(1).verify(shown(1, 2));
            assertThat(person.isMatch()).isTrue();
            assertThat(person.details()).isEmpty();
            ProblemException refused = catchThrowableOfType(
                    ProblemException.class, () -> door.gallery("staff").identify(List.of(shown(1, 2))));
            assertThat(refused.is(ServiceProblemCode.FORBIDDEN)).isTrue();
            assertThat(catchThrowableOfType(
                                    ProblemException.class,
                                    () -> door.gallery("visitors").stats())
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void facesOfPhotographsAreFound() {
        try (TestService service = TestService.startForPhotographs(folder)) {
            assertThat(client(service)
                            .detect(List.of(Picture.of(photograph(1, 2)), Picture.of("one", photograph(3))))
                            .pictures())
                    .extracting(found -> found.faces().size())
                    .containsExactly(2, 1);
        }
    }
}
