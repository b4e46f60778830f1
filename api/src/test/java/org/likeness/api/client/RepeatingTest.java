package org.likeness.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.likeness.api.service.HealthAnswer;
import org.likeness.api.service.KeyRole;
import org.likeness.api.service.NewKeyRequest;
import org.likeness.api.service.ServiceProblemCode;

/** Which requests are sent again, when, and when not. */
class RepeatingTest {
    private static final String HISTORY = "{\"gallery\": \"staff\", \"events\": []}";
    private static final String FORGOTTEN =
            "{\"gallery\": \"staff\", \"peopleCount\": 1, \"faceCount\": 1, \"cropCount\": 0, \"historyCount\": 1,"
                    + " \"overwritten\": true, \"remainingPlaces\": []}";
    private static final String NOBODY =
            "{\"gallery\": \"staff\", \"space\": \"s\", \"pictureCount\": 0, \"threshold\": 0.4, \"formerSpaces\": [],"
                    + " \"expectedRates\": null, \"calibratedRate\": null, \"calibratedOn\": null, \"faces\": [],"
                    + " \"failures\": []}";

    @AutoClose
    private final ScriptedService service = ScriptedService.start();

    @Test
    void aBusyServiceIsAskedAgainNotBeforeTheTimeItAsksFor() {
        service.problem(429, "busy", "Retry-After", "2")
                .problem(503, "unavailable")
                .answers(ScriptedService.READY);
        assertThat(service.client().health().state()).isEqualTo(HealthAnswer.State.RUNNING);
        assertThat(service.asked).hasSize(3);
        assertThat(service.pauses).hasSize(2);
        assertThat(service.pauses.get(0)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_200));
        assertThat(service.pauses.get(1)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void aLongerWaitThanIsAllowedEndsTheCallAtOnce() {
        service.problem(429, "busy", "Retry-After", "11");
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> service.client().health());
        assertThat(problem.is(ServiceProblemCode.BUSY)).isTrue();
        assertThat(service.asked).hasSize(1);
    }

    @Test
    void otherProblemsAreFinal() {
        for (int status : new int[] {400, 401, 404, 409, 422, 500, 502}) {
            service.problem(status, "invalid");
            assertThatThrownBy(() -> service.client().health()).isInstanceOf(ProblemException.class);
        }
        assertThat(service.pauses).isEmpty();
    }

    @Test
    void aBrokenConnectionIsTriedAgainAFewTimes() {
        service.breaks();
        assertThatThrownBy(() -> service.client().gallery("staff").stats())
                .isInstanceOf(NoAnswerException.class)
                .hasMessageStartingWith(service.address() + "/v1/galleries/{gallery}: ")
                .hasMessageEndingWith("(4 attempts)");
        assertThat(service.pauses).hasSize(3).isSorted();
    }

    @Test
    void repeatsCanBeSwitchedOff() {
        service.breaks();
        RecognitionClient client =
                service.builder().repeats(0, Duration.ofSeconds(1)).build();
        List<Picture> pictures = List.of(Picture.of(new byte[1]));
        assertThatThrownBy(() -> client.detect(pictures)) // the JDK itself repeats a GET
                .isInstanceOf(NoAnswerException.class);
        assertThat(service.asked).hasSize(1);
    }

    @Test
    void aChangeIsRepeatedUnderOneKeyAndTheNextChangeHasAnother() {
        service.breaks().problem(503, "unavailable").answers(HISTORY);
        GalleryClient staff = service.client().gallery("staff");
        staff.undo();
        staff.undo();
        List<String> keys = service.asked.stream()
                .map(asked -> asked.header("Idempotency-Key"))
                .toList();
        assertThat(keys).hasSize(4);
        assertThat(keys.get(0)).hasSize(36).isEqualTo(keys.get(1)).isEqualTo(keys.get(2));
        assertThat(keys.get(3)).hasSize(36).isNotEqualTo(keys.get(0));
    }

    @Test
    void aQuestionIsRepeatedWithItsPictures() {
        service.breaks().answers(NOBODY);
        service.client().gallery("staff").identify(List.of(Picture.of("a.png", new byte[] {1, 2, 3})));
        assertThat(service.asked).hasSize(2);
        assertThat(service.asked.get(1).body())
                .isEqualTo(service.asked.get(0).body())
                .contains("\1\2\3");
        assertThat(service.asked.get(0).header("Idempotency-Key")).isEmpty();
    }

    @Test
    void aRemovalIsRepeated() {
        service.breaks().problem(503, "unavailable").answers(FORGOTTEN);
        assertThat(service.client().gallery("staff").faces().forget(3).faceCount())
                .isEqualTo(1);
        assertThat(service.asked).extracting(ScriptedService.Asked::method).containsOnly("DELETE");
        assertThat(service.asked)
                .extracting(asked -> asked.header("Idempotency-Key"))
                .containsOnly(service.asked.get(0).header("Idempotency-Key"))
                .doesNotContain("");
    }

    /** A second token would be in nobody's hands. */
    @Test
    void anAccessKeyIsCreatedOnceUnlessTheServiceWasBusy() {
        NewKeyRequest door = new NewKeyRequest("door", KeyRole.VERIFY, null, null);
        service.problem(429, "busy").breaks();
        assertThatThrownBy(() -> service.client().keys().create(door)).isInstanceOf(NoAnswerException.class);
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void readinessIsAskedForOnce() {
        service.problem(503, "unavailable").answers("{\"state\": \"ready\"}");
        assertThat(service.client().isReady()).isFalse();
        assertThat(service.client().isReady()).isTrue();
        assertThat(service.pauses).isEmpty();
    }

    @Test
    void whereNothingAnswersIsSaid() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        RecognitionClient client = RecognitionClient.builder("http://127.0.0.1:" + free)
                .pause(service.pauses::add)
                .build();
        assertThatThrownBy(client::health)
                .isInstanceOf(NoAnswerException.class)
                .hasMessage("http://127.0.0.1:" + free
                        + "/v1/health: the connection is refused: is the service running? (4 attempts)");
        RecognitionClient nowhere = RecognitionClient.builder("http://nowhere.invalid")
                .pause(service.pauses::add)
                .repeats(0, Duration.ofSeconds(1))
                .build();
        assertThatThrownBy(nowhere::health).hasMessage("http://nowhere.invalid/v1/health: the host is not known");
    }

    @Test
    void anAnswerThatStopsHalfWayOrDoesNotBeginEndsAfterTheTimeAndIsNotAskedForAgain() {
        CountDownLatch done = new CountDownLatch(1);
        service.then(exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(new byte[500]);
                    exchange.getResponseBody().flush();
                    await(done);
                })
                .then(exchange -> await(done));
        RecognitionClient client =
                service.builder().timeout(Duration.ofMillis(300)).build();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(client::health)
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("no whole answer within 0.3 s");
        }
        assertThatThrownBy(() -> client.gallery("staff").events(OptionalLong.empty()))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("no whole answer within 0.3 s");
        assertThat(service.pauses).isEmpty();
        done.countDown();
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anInterruptEndsTheCall() {
        service.answers(ScriptedService.READY);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> service.client().health())
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(service.pauses).isEmpty();
    }

    @Test
    void waitsDoubleWithinTheirBoundsAndDependOnTheSeedAlone() {
        Backoff first = new Backoff(10, Duration.ofSeconds(5), new SplittableRandom(42));
        Backoff second = new Backoff(10, Duration.ofSeconds(5), new SplittableRandom(42));
        for (int failures = 1; failures <= 10; failures++) {
            long most = Math.min(5_000, 100L << failures);
            Duration wait = first.after(failures, Optional.empty()).orElseThrow();
            assertThat(wait).isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
            assertThat(second.after(failures, Optional.empty())).contains(wait);
        }
        assertThat(first.after(11, Optional.empty())).isEmpty();
    }
}
