package org.likeness.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.service.HealthAnswer;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import org.likeness.api.service.ServiceProblemCode;

/** What is read of answers, and what is refused. */
class AnswersTest {
    @AutoClose
    private final ScriptedService service = ScriptedService.start();

    @Test
    void aNewerServiceMaySayMore() {
        service.answers("{\"state\": \"running\", \"since\": {\"when\": [1]}}");
        assertThat(service.client().health()).isEqualTo(new HealthAnswer(HealthAnswer.State.RUNNING));
    }

    @Test
    void aDocumentThatIsNotTheAnswerIsRefused() {
        service.answers("{\"peopleCount\": 3}").answers(200, "text/html", "<html>Welcome</html>");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> service.client().health())
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("not the document that is expected, HealthAnswer");
        }
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void anAnswerIsReadUpToTheLimit() {
        service.answers(200, "text/plain", "a".repeat(1_000));
        assertThat(service.builder().largestAnswer(1_000).build().metrics()).hasSize(1_000);
        assertThatThrownBy(() -> service.builder().largestAnswer(999).build().metrics())
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("the answer has more than 999 bytes");
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void aProblemHasAllThatTheServiceSays() {
        service.answers(
                422,
                "application/problem+json;charset=utf-8",
                "{\"status\": 422, \"code\": \"no-face\", \"detail\": \"no picture was accepted\", \"request\": \"r7\","
                        + " \"errors\": [{\"picture\": \"a.jpg\", \"code\": \"too-small\", \"detail\": \"12 pixels\"}]}",
                "X-Request-Id",
                "r7");
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> service.client().gallery("staff").people().add("Ann", List.of(Picture.of("a.jpg", new byte[1]))));
        assertThat(problem).hasMessage("no picture was accepted (no-face, HTTP 422, request r7)");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("no-face");
        assertThat(problem.detail()).isEqualTo("no picture was accepted");
        assertThat(problem.requestId()).isEqualTo("r7");
        assertThat(problem.errors()).containsExactly(new PictureProblem("a.jpg", "too-small", "12 pixels"));
        assertThat(problem.is(ServiceProblemCode.NO_FACE)).isTrue();
        assertThat(problem.is(ServiceProblemCode.NOT_FOUND)).isFalse();
    }

    @Test
    void everyCodeIsKnownByItsWord() {
        for (ServiceProblemCode code : ServiceProblemCode.values()) {
            String word = code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            assertThat(new ProblemException(400, word, "d", "", List.of()).is(code))
                    .isTrue();
        }
    }

    @Test
    void aProblemOfALaterReleaseIsStillAProblem() {
        service.problem(418, "teapot");
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> service.client().health());
        assertThat(problem.code()).isEqualTo("teapot");
        assertThat(problem.detail()).isEqualTo("what is wrong");
    }

    @Test
    void aProxyIsNotTakenForTheService() {
        service.answers(502, "text/html", "<h1>Bad gateway</h1>").answers(500, "application/problem+json", "{");
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> service.client().health());
        assertThat(problem).hasMessage("not the answer of a Likeness service (HTTP 502)");
        assertThat(problem.code()).isEmpty();
        assertThatThrownBy(() -> service.client().health()).hasMessageContaining("HTTP 500");
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (ScriptedService other = new ScriptedService()) {
            other.answers(ScriptedService.READY);
            service.answers(307, "text/plain", "", "Location", other.address() + "/v1/health");
            RecognitionClient client = service.builder().key("secret").build();
            assertThatThrownBy(client::health)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("the service moved to " + other.address());
            assertThat(other.asked).isEmpty();
        }
    }

    @Test
    void verificationIsTheDecisionAloneOrAll() {
        service.answers("{\"decision\": \"match\", \"later\": 1}")
                .answers("{\"space\": \"s\", \"first\": {\"picture\": \"a\", \"faceCount\": null, \"face\": null},"
                        + " \"second\": {\"picture\": \"b\", \"faceCount\": null, \"face\": null}, \"distance\": 0.5,"
                        + " \"threshold\": 0.4, \"decision\": \"non-match\", \"calibratedRate\": null,"
                        + " \"calibratedOn\": null, \"logLikelihoodRatio\": null}");
        Picture picture = Picture.of("a", new byte[1]);
        var decided = service.client().verify(picture, picture);
        assertThat(decided.isMatch()).isTrue();
        assertThat(decided.details()).isEmpty();
        var scored = service.client().verify(picture, picture);
        assertThat(scored.isMatch()).isFalse();
        assertThat(scored.details().orElseThrow().distance()).isEqualTo(0.5);
    }

    private static String people(String next, long... ids) {
        StringBuilder people = new StringBuilder();
        for (long id : ids) {
            people.append(people.isEmpty() ? "" : ", ")
                    .append("{\"personId\": ")
                    .append(id)
                    .append(", \"person\": \"P\", \"externalId\": null, \"metadata\": \"{}\", \"faceCount\": 0,"
                            + " \"created\": \"2026-01-01T00:00:00Z\"}");
        }
        return "{\"gallery\": \"staff\", \"people\": [" + people + "], \"next\": " + next + "}";
    }

    @Test
    void peopleAreReadPageByPageAsTheyAreNeeded() {
        service.answers(people("2", 1, 2)).answers(people("5", 4, 5)).answers(people("null", 9));
        PeopleClient people = service.client().gallery("staff").people();
        assertThat(people.stream().limit(2).map(EnrolledPerson::personId)).containsExactly(1L, 2L);
        assertThat(service.asked).hasSize(1);
        assertThat(service.asked.get(0).path()).isEqualTo("/v1/galleries/staff/people?after=0&count=1000");
    }

    @Test
    void allPeopleOfAllPages() {
        service.answers(people("2", 1, 2)).answers(people("5")).answers(people("null", 9));
        PeopleClient people = service.client().gallery("staff").people();
        assertThat(people.stream().map(EnrolledPerson::personId)).containsExactly(1L, 2L, 9L);
        assertThat(service.asked)
                .extracting(ScriptedService.Asked::path)
                .last()
                .asString()
                .contains("after=5");
    }

    @Test
    void pagesThatGoInCirclesEnd() {
        service.answers(people("2", 1, 2));
        assertThatThrownBy(() ->
                        service.client().gallery("staff").people().stream().count())
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("the page after person 2");
    }
}
