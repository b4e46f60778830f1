package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.server.access.Role;
import org.likeness.server.run.RunFolder;
import tools.jackson.databind.JsonNode;

/** Training runs of a folder, while they train and afterwards. */
class RunsTest {
    private static final String REPORT = "<!doctype html><style>p { color: red }</style><p>A report</p>";

    @TempDir
    private Path folder;

    private Path run(String name, String metrics) throws IOException {
        return run(folder, name, metrics);
    }

    /** The folder of a run, in that of a service. */
    static Path run(Path folder, String name, String metrics) throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs").resolve(name));
        Files.writeString(run.resolve("recipe.yaml"), "seed: 1\n");
        Files.writeString(run.resolve("metrics.jsonl"), metrics);
        return run;
    }

    private static String step(int step, double loss) {
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"step\",\"step\":%d,\"seconds\":%d,\"loss\":%s,\"softmaxLoss\":null,\"people\":3}%n",
                step,
                2 * step,
                loss);
    }

    private static String evaluation(int step, double accuracy, boolean isBest) {
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"evaluation\",\"step\":%d,\"seconds\":%d,\"accuracy\":%s,\"auc\":0.9,\"pairs\":100,\"best\":%s}%n",
                step,
                2 * step,
                accuracy,
                isBest);
    }

    static final String TRAINED = step(10, 0.5) + evaluation(10, 0.75, true) + step(20, 0.25)
            + evaluation(20, 0.7, false) + "{\"kind\":\"unknown to readers\"}\n[1]\n\n"
            + "{\"kind\":\"diagnosis\",\"step\":20,\"symptom\":\"overfitting\",\"text\":\"it learns by heart\"}\n";

    @Test
    void aRunIsShownAsFarAsItIsWritten() throws IOException {
        run("old & slow", TRAINED);
        Files.setLastModifiedTime(
                folder.resolve("runs/old & slow/metrics.jsonl"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        run("new", step(10, 0.5) + step(20, 0.4) + "{\"kind\":\"step\",\"step\":30,\"lo"); // being written
        run("begun", "");
        Files.delete(folder.resolve("runs/begun/metrics.jsonl"));
        Files.createDirectories(folder.resolve("runs/no run"));
        try (TestService service = TestService.start(folder)) {
            JsonNode runs = service.get("/v1/runs").is(200).json().at("/runs");
            assertThat(runs).hasSize(3);
            assertThat(runs.at("/2/run").asString()).as("the oldest last").isEqualTo("old & slow");
            assertThat(runs.at("/2/stepCount").asInt()).isEqualTo(20);
            assertThat(runs.at("/2/seconds").asDouble()).isEqualTo(40);
            assertThat(runs.at("/2/bestStep").asInt()).isEqualTo(10);
            assertThat(runs.at("/2/accuracy").asDouble()).isEqualTo(0.75);
            assertThat(runs.at("/2/writtenAt").asString()).isEqualTo("2020-01-01T00:00:00Z");

            JsonNode old = service.get("/v1/runs/old%20&%20slow").is(200).json();
            assertThat(old.at("/diagnoses/0/symptom").asString()).isEqualTo("overfitting");
            assertThat(old.at("/curves").findValuesAsString("metric"))
                    .containsExactly("loss", "people", "accuracy", "auc");
            assertThat(old.at("/curves/0/points/1/value").asDouble()).isEqualTo(0.25);

            JsonNode young = service.get("/v1/runs/new").is(200).json();
            assertThat(young.at("/trainingRun/stepCount").asInt()).isEqualTo(20);
            assertThat(young.at("/trainingRun/accuracy").isNull()).isTrue();
            assertThat(service.get("/v1/runs/begun").is(200).json().at("/curves"))
                    .isEmpty();
            service.get("/v1/runs/no%20run").is(404);
        }
    }

    @Test
    void longRunsAreThinned() throws IOException {
        StringBuilder metrics = new StringBuilder();
        for (int step = 1; step <= 3_000; step++) {
            metrics.append(step(step, 1.0 / step));
        }
        run("long", metrics.toString());
        try (TestService service = TestService.start(folder)) {
            JsonNode points = service.get("/v1/runs/long").is(200).json().at("/curves/0/points");
            assertThat(points).hasSize(500);
            assertThat(points.at("/0/step").asInt()).isEqualTo(1);
            assertThat(points.at("/499/step").asInt()).isEqualTo(3_000);
        }
    }

    @Test
    void reportsRunNothing() throws IOException {
        Path run = run("mine", TRAINED);
        Files.writeString(run.resolve("report.html"), REPORT);
        Files.writeString(folder.resolve("secret.html"), "secret");
        try (TestService service = TestService.start(folder)) {
            assertThat(service.get("/v1/runs/mine")
                            .is(200)
                            .json()
                            .at("/trainingRun/reportFiles/0")
                            .asString())
                    .isEqualTo("report.html");
            TestService.Answer report =
                    service.get("/v1/runs/mine/reports/report.html").is(200);
            assertThat(report.text()).isEqualTo(REPORT);
            assertThat(report.header("Content-Security-Policy"))
                    .startsWith("sandbox")
                    .contains("default-src 'none'")
                    .doesNotContain("script");
            service.get("/v1/runs/mine/reports/recipe.yaml").is(404);
        }
    }

    @Test
    void namesAreNoPaths() throws IOException {
        Path run = run("mine", TRAINED);
        Files.writeString(run.resolve("report.html"), REPORT);
        Files.writeString(folder.resolve("secret.html"), "secret");
        RunFolder runs = RunFolder.of(folder.resolve("runs"));
        assertThat(runs.report("mine", "report.html")).isPresent();
        for (String name : List.of("../runs/mine", "./mine", "mine/", "MINE", "", ".", "..", folder + "/runs/mine")) {
            assertThat(runs.run(name)).as(name).isEmpty();
        }
        for (String name :
                List.of("metrics.jsonl", "../../secret.html", "./report.html", folder + "/secret.html", "")) {
            assertThat(runs.report("mine", name)).as(name).isEmpty();
        }
        assertThatThrownBy(() -> RunFolder.of(folder.resolve("none")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("no such folder");
    }

    @Test
    void runsAreForThoseWhoAdministerAllGalleries() throws IOException {
        run("mine", TRAINED);
        try (TestService service = TestService.start(folder)) {
            String all = service.token(Role.ADMINISTER);
            String one = service.token(Role.ADMINISTER, "staff");
            for (String path : List.of("/v1/runs", "/v1/runs/mine")) {
                service.get(path, all).is(200);
                service.get(path, one).problem(403, "forbidden");
            }
            assertThat(TestBrowser.signedIn(service, one).get("/").is(200).text())
                    .doesNotContain("/runs");
            TestBrowser browser = TestBrowser.signedIn(service, all);
            assertThat(browser.get("/").is(200).text()).contains("href=\"/runs\"");
            assertThat(browser.get("/runs").is(200).text()).contains("href=\"/runs/mine\"", "75.0");
            assertThat(browser.get("/runs/mine").is(200).text())
                    .contains("<polyline points=\"0.0,0.0 600.0,150.0\"", "loss: 0.5 at step 10, 0.25 at step 20")
                    .contains("it learns by heart");
        }
    }

    @Test
    void withoutAFolderThereAreNone() {
        try (TestService service = TestService.start(folder)) {
            assertThat(service.get("/v1/runs").is(200).json().at("/runs")).isEmpty();
            service.get("/v1/runs/any").is(404);
            assertThat(new TestBrowser(service).get("/").is(200).text()).doesNotContain("href=\"/runs\"");
        }
    }
}
