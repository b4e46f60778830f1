package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.server.TestFaces.photograph;
import static org.likeness.server.TestFaces.picture;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.gallery.Gallery;
import org.likeness.server.http.Router.Exchange;
import tools.jackson.databind.JsonNode;

/** Enrolling, identifying, correcting and forgetting, as a client does. */
class RecognitionJourneyTest {
    private static final String STAFF = "/v1/galleries/staff";

    @TempDir
    private Path folder;

    private static long enroll(TestService service, int person) {
        String document = String.format(
                Locale.ROOT,
                "{\"person\": \"P%d\", \"externalId\": \"e%d\", \"pictures\": [{\"data\": \"%s\"}]}",
                person,
                person,
                Base64.getEncoder().encodeToString(picture(person, 1)));
        return service.post(STAFF + "/people?review=off", document)
                .is(201)
                .json()
                .at("/enrolledPerson/personId")
                .asLong();
    }

    @Test
    void tenPeopleAreEnrolledWithOnePictureEachAndIdentified() {
        try (TestService service = TestService.start(folder)) {
            for (int person = 1; person <= 10; person++) {
                assertThat(enroll(service, person)).isEqualTo(person);
            }
            for (int person = 1; person <= 10; person++) {
                JsonNode face = service.post(STAFF + "/identify", "image/png", picture(person, 2))
                        .is(200)
                        .json()
                        .at("/faces/0");
                assertThat(face.at("/decision").asString()).isEqualTo("match");
                assertThat(face.at("/nearest/person").asString()).isEqualTo("P" + person);
                assertThat(face.at("/nearest/personId").asLong()).isEqualTo(person);
            }
            JsonNode stranger = service.post(STAFF + "/identify", "image/png", picture(11, 1))
                    .is(200)
                    .json();
            assertThat(stranger.at("/faces/0/decision").asString()).isEqualTo("unknown");
            assertThat(stranger.at("/pictureCount").asInt()).isEqualTo(10);
            assertThat(stranger.at("/expectedRates/falsePositiveRate").asDouble())
                    .isBetween(0.009, 0.0101);
            assertThat(service.post("/v1/galleries/visitors/identify", "image/png", picture(1, 2))
                            .is(200)
                            .json()
                            .at("/faces/0/decision")
                            .asString())
                    .isEqualTo("unknown");
            assertThat(service.exchanges).extracting(Exchange::outcome).contains("identified", "unknown", "enrolled");
        }
    }

    @Test
    void noRequestReadsAWholeGallery() {
        AtomicInteger wholeReads = new AtomicInteger();
        try (TestService service =
                TestService.start(folder, TestService.SETTINGS, gallery -> counted(gallery, wholeReads))) {
            for (int person = 1; person <= 8; person++) {
                enroll(service, person);
            }
            service.post(STAFF + "/identify", "image/png", picture(1, 2)).is(200);
            service.get(STAFF + "/people/1/similar").is(200); // each index is there now
            wholeReads.set(0);
            for (int person = 9; person <= 12; person++) {
                String document = String.format(Locale.ROOT, "{\"person\": \"P%d\"}", person);
                service.form(STAFF + "/people?review=strict", Optional.of(document), picture(person, 1))
                        .is(201);
                service.post(STAFF + "/identify", "image/png", picture(person, 2))
                        .is(200);
                service.get(STAFF + "/people/1/similar").is(200);
            }
            assertThat(wholeReads).hasValue(0);
        }
    }

    private static Gallery counted(Gallery gallery, AtomicInteger wholeReads) {
        return (Gallery) Proxy.newProxyInstance(
                Gallery.class.getClassLoader(), new Class<?>[] {Gallery.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("visit") && method.getParameterCount() == 2) {
                        wholeReads.incrementAndGet();
                    }
                    try {
                        return method.invoke(gallery, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void candidatesAreListedAndNobodyIsIdentifiedByThat() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, 1);
            enroll(service, 2);
            JsonNode face = service.post(STAFF + "/identify?candidates=5&threshold=0.1", "image/png", picture(2, 2))
                    .is(200)
                    .json()
                    .at("/faces/0");
            assertThat(face.at("/decision").isNull()).isTrue();
            assertThat(face.at("/candidates").size()).isEqualTo(2);
            assertThat(face.at("/candidates/0/person").asString()).isEqualTo("P2");
        }
    }

    @Test
    void rateThatTheCalibrationDoesNotReachIsRefused() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, 1);
            service.post(STAFF + "/identify?fpir=0.5", "image/png", picture(1, 2))
                    .is(200);
            assertThat(service.post(STAFF + "/identify?fpir=0.0000001", "image/png", picture(1, 2))
                            .problem(422, "unsupported")
                            .at("/detail")
                            .asString())
                    .contains("has no threshold at which at most 1.0E-7 of strangers are identified");
        }
    }

    @Test
    void mergingSplittingMovingAndUndoing() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, 1);
            enroll(service, 2);
            JsonNode merged = service.post(STAFF + "/people/2/merge", "{\"into\": 1}")
                    .is(200)
                    .json();
            assertThat(merged.at("/faces").size()).isEqualTo(2);
            service.get(STAFF + "/people/2").problem(404, "not-found");
            assertThat(service.post(STAFF + "/undo", "")
                            .is(200)
                            .json()
                            .at("/events/0/kind")
                            .asString())
                    .isEqualTo("merge");
            service.get(STAFF + "/people/2").is(200);
            service.post(STAFF + "/faces/move", "{\"faceIds\": [2], \"into\": 1}")
                    .is(200);
            JsonNode split = service.post(STAFF + "/faces/split", "{\"faceIds\": [2], \"person\": \"Two\"}")
                    .is(200)
                    .json();
            assertThat(split.at("/enrolledPerson/person").asString()).isEqualTo("Two");
            assertThat(service.get(STAFF + "/history?count=2")
                            .is(200)
                            .json()
                            .at("/events")
                            .size())
                    .isEqualTo(2);
            assertThat(service.get(STAFF + "/check")
                            .is(200)
                            .json()
                            .at("/problems")
                            .size())
                    .isZero();
        }
    }

    @Test
    void aForgottenPersonIsUnknown() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, 1);
            JsonNode report = service.delete(STAFF + "/people/1").is(200).json();
            assertThat(report.at("/peopleCount").asInt()).isEqualTo(1);
            assertThat(report.at("/remainingPlaces").size()).isPositive();
            assertThat(service.post(STAFF + "/identify", "image/png", picture(1, 2))
                            .is(200)
                            .json()
                            .at("/faces/0/nearest")
                            .isNull())
                    .isTrue();
            service.delete(STAFF + "/people/1").problem(404, "not-found");
        }
    }

    @Test
    void furtherPicturesAreAcceptedOrRefusedOneByOne() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, 1);
            JsonNode answer = service.form(
                            STAFF + "/people/1/faces?keepCrops=true&review=off",
                            picture(1, 2),
                            "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            picture(1, 2))
                    .is(200)
                    .json();
            assertThat(answer.at("/acceptedPictures/0/added").asBoolean()).isTrue();
            assertThat(answer.at("/acceptedPictures/1/added").asBoolean()).isFalse();
            assertThat(answer.at("/refusedPictures/0/picture").asString()).isEqualTo("1.png");
            assertThat(answer.at("/refusedPictures/0/code").asString()).isEqualTo("unreadable-picture");
            assertThat(answer.at("/enrolledPerson/faceCount").asInt()).isEqualTo(2);
            TestService.Answer crop = service.get(STAFF + "/faces/2/crop").is(200);
            assertThat(crop.header("Content-Type")).isEqualTo("image/png");
            service.get(STAFF + "/faces/1/crop").problem(404, "not-found");
            service.delete(STAFF + "/faces/2").is(200);
            service.delete(STAFF + "/faces/2").problem(404, "not-found");
            JsonNode none = service.post(STAFF + "/people/1/faces", "image/png", new byte[] {1, 2, 3})
                    .problem(422, "no-face");
            assertThat(none.at("/errors/0/code").asString()).isEqualTo("unreadable-picture");
        }
    }

    @Test
    void aPersonIsAddedByAFormOrWithoutPictures() {
        try (TestService service = TestService.start(folder)) {
            TestService.Answer added = service.form(
                            STAFF + "/people?review=off",
                            Optional.of("{\"person\": \"Ann\"}"),
                            picture(1, 1),
                            picture(1, 2))
                    .is(201);
            assertThat(added.header("Location")).isEqualTo(STAFF + "/people/1");
            assertThat(added.json().at("/acceptedPictures").size()).isEqualTo(2);
            service.post(STAFF + "/people", "{\"person\": \"Bo\", \"metadata\": \"{\\\"room\\\": 4}\"}")
                    .is(201);
            service.post(STAFF + "/people", "{\"person\": \"Cy\", \"externalId\": \"c\"}")
                    .is(201);
            service.post(STAFF + "/people", "{\"person\": \"Di\", \"externalId\": \"c\"}")
                    .problem(409, "conflict");
            JsonNode page = service.get(STAFF + "/people?count=2").is(200).json();
            assertThat(page.at("/people").size()).isEqualTo(2);
            assertThat(page.at("/next").asLong()).isEqualTo(2);
            JsonNode last =
                    service.get(STAFF + "/people?count=2&after=2").is(200).json();
            assertThat(last.at("/people/0/person").asString()).isEqualTo("Cy");
            assertThat(last.at("/next").isNull()).isTrue();
            assertThat(service.get(STAFF + "/people?name=Bo")
                            .is(200)
                            .json()
                            .at("/people/0/metadata")
                            .asString())
                    .isEqualTo("{\"room\":4}");
            assertThat(service.get(STAFF + "/people?externalId=c")
                            .is(200)
                            .json()
                            .at("/people/0/personId")
                            .asLong())
                    .isEqualTo(3);
        }
    }

    @Test
    void peopleAreFoundByAPartOfTheirNameInAnyCase() {
        try (TestService service = TestService.start(folder)) {
            for (String name : List.of("Ann Lee", "Bo Lindgren", "Cy Ågren", "Di Ray", "ÅGREN, Eva")) {
                service.post(STAFF + "/people", "{\"person\": \"" + name + "\"}")
                        .is(201);
            }
            JsonNode first =
                    service.get(STAFF + "/people?search=l&count=1").is(200).json();
            assertThat(first.at("/people/0/person").asString()).isEqualTo("Ann Lee");
            JsonNode second = service.get(STAFF + "/people?search=l&after=" + first.at("/next"))
                    .is(200)
                    .json();
            assertThat(second.at("/people").size()).isEqualTo(1);
            assertThat(second.at("/people/0/person").asString()).isEqualTo("Bo Lindgren");
            assertThat(second.at("/next").isNull()).isTrue();
            assertThat(service.get(STAFF + "/people?search=a%CC%8Agren")
                            .is(200)
                            .json()
                            .at("/people")
                            .size())
                    .as("composed or not")
                    .isEqualTo(2);
            assertThat(service.get(STAFF + "/people?search=x").is(200).json().at("/people"))
                    .isEmpty();
        }
    }

    @Test
    void aReviewSaysWhatAnEnrollmentWouldAndEnrollsNothing() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, 1);
            JsonNode review = service.form(
                            STAFF + "/review?review=off",
                            picture(1, 2),
                            "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .is(200)
                    .json();
            assertThat(review.at("/usedFaces/0/picture").asString()).isEqualTo("0.png");
            assertThat(review.at("/refusedPictures/0/picture").asString()).isEqualTo("1.png");
            assertThat(review.at("/refusedPictures/0/code").asString()).isEqualTo("unreadable-picture");
            JsonNode twice =
                    service.form(STAFF + "/review", picture(1, 2)).is(200).json();
            assertThat(twice.at("/likelyDuplicates/0/personId").asLong()).isEqualTo(1);
            assertThat(service.form(STAFF + "/review?person=1", picture(1, 2))
                            .is(200)
                            .json()
                            .at("/likelyDuplicates"))
                    .as("the person's own face is no duplicate")
                    .isEmpty();
            service.form(STAFF + "/review?person=9", picture(1, 2)).problem(404, "not-found");
            assertThat(service.get(STAFF).is(200).json().at("/faceCount").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void errorsToExpectFollowFromTheCalibrationAndTheSize() {
        try (TestService service = TestService.start(folder)) {
            for (int person = 1; person <= 10; person++) {
                enroll(service, person);
            }
            JsonNode answer = service.get(STAFF + "/thresholds").is(200).json();
            assertThat(answer.at("/pictureCount").asInt()).isEqualTo(10);
            assertThat(answer.at("/expectedErrors").size()).isEqualTo(3);
            JsonNode second = answer.at("/expectedErrors/1");
            assertThat(second.at("/calibratedRate/threshold").asDouble()).isEqualTo(0.35);
            assertThat(second.at("/calibratedRate/falseNonMatchRate").asDouble())
                    .isEqualTo(0.02);
            assertThat(second.at("/expectedRates/falsePositiveRate").asDouble())
                    .isCloseTo(1 - Math.pow(1 - 0.001, 10), org.assertj.core.api.Assertions.within(1e-6));
            assertThat(answer.at("/threshold").asDouble()).isBetween(0.35, 0.36);
        }
    }

    @Test
    void aChangeOfWhatWasReadIsNotOverwritten() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, 1);
            String read = service.get(STAFF + "/people/1").is(200).header("ETag");
            service.patch(STAFF + "/people/1", "{\"person\": \"Ann\"}", "If-Match", read)
                    .is(200);
            service.patch(STAFF + "/people/1", "{\"person\": \"Bea\"}", "If-Match", read)
                    .problem(412, "changed");
            JsonNode now = service.get(STAFF + "/people/1").is(200).json();
            assertThat(now.at("/enrolledPerson/person").asString()).isEqualTo("Ann");
            assertThat(now.at("/enrolledPerson/externalId").asString()).isEqualTo("e1");
            JsonNode without = service.patch(STAFF + "/people/1", "{\"externalId\": \"\"}")
                    .is(200)
                    .json();
            assertThat(without.at("/enrolledPerson/externalId").isNull()).isTrue();
        }
    }

    @Test
    void twoPicturesAndAPersonAreVerified() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, 1);
            JsonNode same = service.form("/v1/verify", picture(1, 1), picture(1, 2))
                    .is(200)
                    .json();
            assertThat(same.at("/decision").asString()).isEqualTo("match");
            assertThat(same.at("/threshold").asDouble()).isEqualTo(0.4);
            JsonNode two = service.form("/v1/verify?fmr=0.001", picture(1, 1), picture(2, 1))
                    .is(200)
                    .json();
            assertThat(two.at("/decision").asString()).isEqualTo("non-match");
            assertThat(two.at("/calibratedRate/falseMatchRate").asDouble()).isEqualTo(0.001);
            service.form("/v1/verify", picture(1, 1)).problem(400, "invalid");
            service.form("/v1/verify?fmr=0.5", picture(1, 1), picture(2, 1)).problem(404, "not-found");
            assertThat(service.post(STAFF + "/people/1/verify", "image/png", picture(1, 3))
                            .is(200)
                            .json()
                            .at("/decision")
                            .asString())
                    .isEqualTo("match");
            assertThat(service.post(STAFF + "/people/1/verify?threshold=0", "image/png", picture(2, 3))
                            .is(200)
                            .json()
                            .at("/decision")
                            .asString())
                    .isEqualTo("non-match");
        }
    }

    @Test
    void similarPeopleAndEmbeddings() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, 1);
            enroll(service, 2);
            assertThat(service.get(STAFF + "/people/1/similar")
                            .is(200)
                            .json()
                            .at("/candidates/0/personId")
                            .asLong())
                    .isEqualTo(2);
            JsonNode embedded = service.form("/v1/embed", picture(1, 1), picture(2, 1))
                    .is(200)
                    .json();
            assertThat(embedded.at("/faces").size()).isEqualTo(2);
            double squares = 0;
            for (JsonNode value : embedded.at("/faces/0/embedding")) {
                squares += value.asDouble() * value.asDouble();
            }
            assertThat(squares).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
        }
    }

    @Test
    void everyFaceOfAPhotographIsAnsweredAndSeveralAreNotEnrolled() {
        try (TestService service = TestService.startForPhotographs(folder)) {
            service.form(STAFF + "/people?review=off", Optional.of("{\"person\": \"One\"}"), photograph(1))
                    .is(201);
            JsonNode faces = service.post(STAFF + "/identify", "image/png", photograph(2, 1, 3))
                    .is(200)
                    .json()
                    .at("/faces");
            assertThat(faces.size()).isEqualTo(3);
            assertThat(List.of(
                            faces.at("/0/decision").asString(),
                            faces.at("/1/decision").asString(),
                            faces.at("/2/decision").asString()))
                    .containsExactly("unknown", "match", "unknown");
            assertThat(faces.at("/1/used/face/box/left").asDouble()).isEqualTo(8 + 72);
            JsonNode refused = service.form(STAFF + "/people", Optional.of("{\"person\": \"Two\"}"), photograph(2, 3))
                    .problem(422, "no-face");
            assertThat(refused.at("/errors/0/code").asString()).isEqualTo("several-faces");
            JsonNode detected = service.form("/v1/detect", photograph(1, 2), photograph(0))
                    .is(200)
                    .json();
            assertThat(detected.at("/pictures/0/faces").size()).isEqualTo(2);
            assertThat(detected.at("/pictures/0/width").asInt()).isEqualTo(152);
        }
    }

    @Test
    void aSearchWithoutFacesIsRefused() {
        try (TestService service = TestService.start(folder)) {
            for (String document : List.of(
                    "{}",
                    "{\"faceIds\": []}",
                    "{\"faceIds\": [null]}",
                    "{\"faceIds\": [0]}",
                    "{\"embeddings\": [], \"space\": \"s\"}",
                    "{\"embeddings\": [[]], \"space\": \"s\"}",
                    "{\"embeddings\": [null], \"space\": \"s\"}",
                    "{\"embeddings\": [[0.5, null]], \"space\": \"s\"}",
                    "{\"embeddings\": [[0.5]]}",
                    "{\"embeddings\": [[0.5]], \"space\": \"s\"}",
                    "{\"faceIds\": [1], \"embeddings\": [[0.5]], \"space\": \"s\"}")) {
                service.post(STAFF + "/search", document).problem(400, "invalid");
            }
            service.post(STAFF + "/search", "{\"faceIds\": [1]}").problem(404, "not-found");
        }
    }
}
