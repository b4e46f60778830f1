package org.likeness.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.api.service.NewPersonRequest;

/** What is sent, and to whom. */
class SendingTest {
    private static final String KEY = "lk_secret-of-a-test";
    private static final String NOTHING = "{\"pictures\": [], \"failures\": []}";

    @TempDir
    private Path folder;

    @AutoClose
    private final ScriptedService service = ScriptedService.start();

    @Test
    void theKeyIsSentAndNeverDisplayed() {
        service.answers(ScriptedService.READY).problem(401, "unauthorized").breaks();
        ClientBuilder builder = service.builder().key(KEY).repeats(0, Duration.ofSeconds(1));
        RecognitionClient client = builder.build();
        client.health();
        assertThat(service.asked.get(0).header("Authorization")).isEqualTo("Bearer " + KEY);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(client::health).hasMessageNotContaining(KEY);
        }
        assertThat(builder + " " + client + " " + client.gallery("staff") + client.keys())
                .doesNotContain(KEY);
        assertThatThrownBy(() -> builder.key(KEY + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(KEY);
    }

    @Test
    void aKeyIsNotSentInTheClearToAnotherMachine() {
        assertThatThrownBy(() -> RecognitionClient.builder("http://faces.example")
                        .key(KEY)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://faces.example: others could read the access key");
        assertThatThrownBy(() -> RecognitionClient.builder("http://127.0.0.1.example")
                        .key(KEY)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
        RecognitionClient.builder("http://faces.example").build();
        assertThatThrownBy(() -> RecognitionClient.builder("http://faces.example")
                        .confidential()
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://faces.example: others could read what is sent");
        RecognitionClient.builder("http://localhost").confidential().build();
        RecognitionClient.builder("http://faces.example")
                .key(KEY)
                .allowPlainHttp()
                .build();
        RecognitionClient.builder("https://faces.example").key(KEY).build();
        for (String host : List.of("localhost", "LOCALHOST:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080")) {
            RecognitionClient.builder("http://" + host).key(KEY).build();
        }
    }

    @Test
    void addressesThatAreNone() {
        for (String wrong : List.of(
                "faces.example",
                "ftp://faces.example",
                "http:///v1",
                "https://user:word@faces.example",
                "https://faces.example?x=1",
                "https://faces.example#x",
                "https://two words",
                "")) {
            assertThatThrownBy(() -> RecognitionClient.builder(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + wrong + "\" is no address of a service");
        }
    }

    @Test
    void namesAreEncodedAndThePathOfTheAddressIsKept() {
        service.answers("{\"gallery\": \"g\", \"people\": [], \"next\": null}");
        RecognitionClient client =
                RecognitionClient.builder(service.address() + "/faces/").build();
        client.gallery("a b/ü?#{person}").people().named("Ann & Bo + 100 %");
        assertThat(service.asked.get(0).path())
                .isEqualTo("/faces/v1/galleries/a%20b%2F%C3%BC%3F%23%7Bperson%7D/people"
                        + "?name=Ann%20%26%20Bo%20%2B%20100%20%25");
        for (String none : List.of("", ".", "..")) {
            assertThatThrownBy(() -> client.gallery(none)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void oneWithoutANameIsSentAsItIsAndOthersAsAForm() throws IOException {
        service.answers(NOTHING);
        RecognitionClient client = service.client();
        client.detect(List.of(Picture.of("raw".getBytes(StandardCharsets.UTF_8))));
        ScriptedService.Asked raw = service.asked.get(0);
        assertThat(raw.header("Content-type")).isEqualTo("application/octet-stream");
        assertThat(raw.body()).isEqualTo("raw");

        Path file = Files.writeString(folder.resolve("ann.jpg"), "from a file");
        client.detect(List.of(
                Picture.of(file),
                Picture.read(
                        "b\"o\\\r\n.jpg", new ByteArrayInputStream("from a stream".getBytes(StandardCharsets.UTF_8)))));
        ScriptedService.Asked form = service.asked.get(1);
        String type = form.header("Content-type");
        assertThat(type).startsWith("multipart/form-data; boundary=");
        String boundary = type.substring(type.indexOf('=') + 1);
        assertThat(form.body())
                .isEqualTo(String.join(
                        "\r\n",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"pictures\"; filename=\"ann.jpg\"",
                        "Content-Type: application/octet-stream",
                        "",
                        "from a file",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"pictures\"; filename=\"b\\\"o\\\\  .jpg\"",
                        "Content-Type: application/octet-stream",
                        "",
                        "from a stream",
                        "--" + boundary + "--",
                        ""));
        assertThat(form.header("Content-length"))
                .isEqualTo(Integer.toString(form.body().length()));
    }

    /** 48 MB, of which never more is under way than what fits into the buffers of the connection. */
    @Test
    void aPictureIsReadWhileItIsSent() {
        long size = 48 << 20;
        long buffers = 24 << 20;
        AtomicLong read = new AtomicLong();
        AtomicLong ahead = new AtomicLong();
        service.then(exchange -> {
            byte[] part = new byte[1 << 16];
            long received = 0;
            for (int more = 0; more >= 0; more = exchange.getRequestBody().read(part)) {
                received += more;
                ahead.accumulateAndGet(read.get() - received, Math::max);
            }
            byte[] answer = NOTHING.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        });
        service.client().detect(List.of(Picture.of("large.bmp", size, () -> new InputStream() {
            private long left = size;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int from, int length) {
                int given = (int) Math.min(length, left);
                left -= given;
                read.addAndGet(given);
                return given == 0 ? -1 : given;
            }
        })));
        assertThat(read.get()).isEqualTo(size);
        assertThat(ahead.get()).isLessThan(buffers);
    }

    @Test
    void aFileThatIsNotThereIsSaidBeforeAnythingIsSent() {
        assertThatThrownBy(() -> service.client().detect(List.of(Picture.of(folder.resolve("none.jpg")))))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.jpg");
        assertThat(service.asked).isEmpty();
    }

    @Test
    void aFileThatGoesAwayMeanwhileEndsTheCall() throws IOException {
        Path file = Files.writeString(folder.resolve("ann.jpg"), "a picture");
        service.then(exchange -> {
                    exchange.getRequestBody().readAllBytes(); // it was there the first time
                    Files.delete(file);
                }) // and breaks the connection
                .answers(NOTHING);
        assertThatThrownBy(() -> service.client().detect(List.of(Picture.of(file))))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("ann.jpg");
        assertThat(service.pauses).hasSize(1);
    }

    @Test
    void optionsBecomeParametersAndThresholdsReplaceEachOther() {
        service.answers(NOTHING);
        Picture picture = Picture.of("a", new byte[1]);
        assertThatThrownBy(() -> service.client()
                        .gallery("staff")
                        .identify(
                                List.of(picture),
                                IdentifyOptions.USUAL
                                        .threshold(0.4)
                                        .falsePositiveIdentificationRate(0.003)
                                        .faces(FaceChoice.CENTER)
                                        .candidates(5)))
                .isInstanceOf(NoAnswerException.class);
        assertThat(service.asked.get(0).path())
                .isEqualTo("/v1/galleries/staff/identify?candidates=5&faces=center&fpir=0.003");
        assertThatThrownBy(() -> service.client()
                        .verify(
                                picture,
                                picture,
                                VerifyOptions.USUAL.falseMatchRate(0.1).threshold(1.25)))
                .isInstanceOf(NoAnswerException.class);
        assertThat(service.asked.get(1).path()).isEqualTo("/v1/verify?threshold=1.25");
    }

    @Test
    void picturesAreGivenInOnePlace() {
        NewPersonRequest both = new NewPersonRequest("Ann", null, null, List.of());
        assertThatThrownBy(() -> service.client()
                        .gallery("staff")
                        .people()
                        .add(both, List.of(Picture.of(new byte[1])), EnrollOptions.USUAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in one place");
    }
}
