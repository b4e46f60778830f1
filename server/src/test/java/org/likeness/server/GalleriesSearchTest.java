package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.server.TestFaces.picture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.api.client.RecognitionClient;
import org.likeness.server.TestService.Answer;
import org.likeness.server.access.Role;
import org.likeness.server.http.Concern;
import org.likeness.server.partner.PartnerGallery;
import tools.jackson.databind.JsonNode;

/** Several galleries are searched in one request, also those of other services. */
@Timeout(300)
class GalleriesSearchTest {
    private static final String IDENTIFY = "/v1/identify";

    @TempDir
    private Path folder;

    private static void enroll(TestService service, String gallery, int... people) {
        for (int person : people) {
            service.form(
                            "/v1/galleries/" + gallery + "/people?review=off",
                            Optional.of("{\"person\": \"P" + person + "\"}"),
                            picture(person, 1))
                    .is(201);
        }
    }

    private static JsonNode identify(TestService service, String query, int... people) {
        byte[][] pictures = new byte[people.length][];
        for (int i = 0; i < people.length; i++) {
            pictures[i] = picture(people[i], 2);
        }
        return service.form(IDENTIFY + query, pictures).is(200).json();
    }

    private static PartnerGallery partner(TestService service, String name, String gallery) {
        return new PartnerGallery(
                name,
                RecognitionClient.builder("http://127.0.0.1:" + service.server.port())
                        .timeout(Duration.ofSeconds(30))
                        .repeats(1, Duration.ofMillis(10))
                        .build()
                        .gallery(gallery));
    }

    private static List<String> texts(JsonNode array, String pointer) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.at(pointer).asString()));
        return texts;
    }

    @Test
    void theNearestOfAllGalleriesCountsAndTheirCommonSize() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, "staff", 1, 2, 3);
            enroll(service, "visitors", 4, 5);
            JsonNode answer = identify(service, "", 1, 5, 9);
            assertThat(texts(answer.at("/galleries"), "/gallery")).containsExactly("staff", "visitors");
            assertThat(texts(answer.at("/galleries"), "/pictureCount")).containsExactly("3", "2");
            assertThat(answer.at("/pictureCount").asInt()).isEqualTo(5);
            assertThat(texts(answer.at("/faces"), "/decision")).containsExactly("match", "match", "unknown");
            assertThat(answer.at("/faces/0/nearest/gallery").asString()).isEqualTo("staff");
            assertThat(answer.at("/faces/0/nearest/enrolledPicture/person").asString())
                    .isEqualTo("P1");
            assertThat(answer.at("/faces/1/nearest/gallery").asString()).isEqualTo("visitors");
            assertThat(answer.at("/faces/1/nearest/enrolledPicture/person").asString())
                    .isEqualTo("P5");

            JsonNode staff = service.post("/v1/galleries/staff/identify", "image/png", picture(1, 2))
                    .is(200)
                    .json();
            assertThat(answer.at("/faces/0/nearest/enrolledPicture"))
                    .as("as in the gallery alone")
                    .isEqualTo(staff.at("/faces/0/nearest"));
            assertThat(answer.at("/threshold").asDouble())
                    .as("more people, a smaller distance")
                    .isLessThanOrEqualTo(staff.at("/threshold").asDouble());

            JsonNode listed = identify(service, "?candidates=4", 5).at("/faces/0");
            assertThat(listed.at("/decision").isNull()).isTrue();
            assertThat(listed.at("/candidates").size()).isEqualTo(4);
            List<Double> distances = new ArrayList<>();
            listed.at("/candidates")
                    .forEach(one ->
                            distances.add(one.at("/enrolledPicture/distance").asDouble()));
            assertThat(distances).isSorted();
            assertThat(identify(service, "?galleries=staff", 5)
                            .at("/faces/0/decision")
                            .asString())
                    .isEqualTo("unknown");
        }
    }

    @Test
    void eachGalleryIsToldOfItsOwnPeople() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, "staff", 1);
            enroll(service, "visitors", 4);
            service.exchanges.clear();
            identify(service, "", 4);
            identify(service, "", 9);
            assertThat(service.exchanges.get(0).outcome()).isEqualTo("identified");
            assertThat(service.exchanges.get(0).concerns())
                    .containsExactly(
                            new Concern(Optional.of("staff"), List.of(), "done"),
                            new Concern(Optional.of("visitors"), List.of(1L), "identified"));
            assertThat(service.exchanges.get(1).concerns())
                    .extracting(Concern::outcome)
                    .containsExactly("unknown", "unknown");
        }
    }

    @Test
    void foreignGalleriesAreSearchedByNobodyAndAnswerAsMissingOnes() {
        try (TestService service = TestService.start(folder)) {
            enroll(service, "staff", 1);
            enroll(service, "visitors", 4);
            String staff = service.token(Role.IDENTIFY, "staff");
            JsonNode mine = send(service, "", staff).is(200).json();
            assertThat(texts(mine.at("/galleries"), "/gallery")).containsExactly("staff");
            assertThat(mine.at("/faces/0/decision").asString()).isEqualTo("unknown");
            String foreign = detail(send(service, "?galleries=staff,visitors", staff));
            String missing = detail(send(service, "?galleries=staff,nowhere", staff));
            assertThat(foreign.replace("visitors", "nowhere")).isEqualTo(missing);
            detail(send(service, "", service.token(Role.IDENTIFY, "none")));
            send(service, "?galleries=", staff).problem(404, "not-found");
            send(service, "?galleries=" + "a,".repeat(101), staff).problem(404, "not-found");
        }
    }

    private static Answer send(TestService service, String query, String token) {
        return service.send(
                service.request(IDENTIFY + query)
                        .header("Content-Type", "image/png")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(picture(4, 2))),
                Optional.of(token));
    }

    private static String detail(Answer answer) {
        return answer.problem(404, "not-found").at("/detail").asString();
    }

    @Test
    void galleriesOfPartnersAreSearchedAsOnesOwn() throws Exception {
        Path there = java.nio.file.Files.createDirectory(folder.resolve("there"));
        try (TestService other = TestService.start(there)) {
            enroll(other, "staff", 4, 5);
            try (TestService front = TestService.startWithPartners(folder, partner(other, "north", "staff"))) {
                enroll(front, "staff", 1, 2, 3);
                JsonNode answer = identify(front, "", 1, 5, 9);
                assertThat(texts(answer.at("/galleries"), "/gallery")).containsExactly("north", "staff", "visitors");
                assertThat(answer.at("/pictureCount").asInt()).isEqualTo(5);
                assertThat(texts(answer.at("/faces"), "/decision")).containsExactly("match", "match", "unknown");
                assertThat(answer.at("/faces/1/nearest/gallery").asString()).isEqualTo("north");
                assertThat(answer.at("/faces/1/nearest/enrolledPicture"))
                        .as("the same numbers as there")
                        .isEqualTo(other.post("/v1/galleries/staff/identify", "image/png", picture(5, 2))
                                .is(200)
                                .json()
                                .at("/faces/0/nearest"));
                assertThat(texts(front.get("/v1/galleries").json().at("/galleries"), "/gallery"))
                        .as("nothing else can be done there")
                        .containsExactly("staff", "visitors");
                String north = front.token(Role.IDENTIFY, "north");
                assertThat(texts(send(front, "", north).is(200).json().at("/galleries"), "/gallery"))
                        .containsExactly("north");
                detail(send(front, "?galleries=north", front.token(Role.IDENTIFY, "staff")));
            }
        }
    }

    @Test
    void aPartnerThatDoesNotAnswerMakesNobodyUnknown() throws Exception {
        Path there = java.nio.file.Files.createDirectory(folder.resolve("there"));
        TestService other = TestService.start(there);
        try (other;
                TestService front = TestService.startWithPartners(
                        folder, partner(other, "north", "staff"), partner(other, "lost", "nowhere"))) {
            enroll(front, "staff", 1);
            String refused = front.form(IDENTIFY + "?galleries=lost", picture(1, 2))
                    .problem(503, "unavailable")
                    .at("/detail")
                    .asString();
            assertThat(refused).contains("\"lost\" refuses to answer").doesNotContain("127.0.0.1");
            other.server.close();
            String silent = front.form(IDENTIFY + "?galleries=staff,north", picture(1, 2))
                    .problem(503, "unavailable")
                    .at("/detail")
                    .asString();
            assertThat(silent).contains("\"north\" does not answer").doesNotContain("127.0.0.1");
            assertThat(identify(front, "?galleries=staff", 1)
                            .at("/faces/0/decision")
                            .asString())
                    .isEqualTo("match");
        }
    }
}
