package org.likeness.app.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.cli.CommandRun;
import org.likeness.app.cli.Golden;
import tools.jackson.databind.JsonNode;

/** The whole path, small: it must run and tell what it did; how well a few steps work is of no interest. */
@Tag("slow")
class QuickstartCommandTest {
    @TempDir
    private Path folder;

    @Test
    void learnsMeasuresEnrolsAndReports() throws Exception {
        Path out = folder.resolve("first");

        JsonNode answer = CommandRun.of(arguments(out, "--json")).assertDone().json();

        Golden.accept(
                "quickstart",
                answer,
                folder,
                "/verification",
                "/intervals",
                "/baselines",
                "/identification",
                "/trainingSeconds",
                "/evaluationSeconds");
        assertThat(answer.at("/verification/pairCount").intValue()).isEqualTo(40);
        assertThat(answer.at("/baselines")
                        .valueStream()
                        .map(baseline -> baseline.at("/name").asString()))
                .containsExactlyInAnyOrder("Pixels alone", "Fisherfaces (LDA on pixels)");
        assertThat(answer.at("/identification/enrolledCount").intValue()).isEqualTo(4);
        assertThat(answer.at("/identification/falsePositives/trialCount").intValue())
                .isEqualTo(16);
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("Quick start", "20 synthetic people", "How it learned", "A map of faces")
                .doesNotContain("<script");
        assertThat(List.of("encoder.onnx", "gallery.db", "metrics.jsonl", "people/person-00020/00.png"))
                .allSatisfy(name -> assertThat(out.resolve(name)).isNotEmptyFile());
    }

    @Test
    void picturesOfTheReportCanBeIdentifiedAfterwards() {
        Path out = folder.resolve("second");
        CommandRun.of(arguments(out)).assertDone();

        CommandRun identified = CommandRun.of(
                "identify",
                out.resolve("encoder.onnx"),
                "--gallery",
                out.resolve("gallery.db"),
                out.resolve("people/person-00020/00.png"));

        assertThat(identified.assertDone().out()).contains("person-00020");
    }

    @Test
    void tooFewPeopleAreRefusedInOneLine() {
        CommandRun.of("quickstart", "--out", folder, "--people", 3).assertMistake("--people 3: at least 20 are needed");
    }

    private static Object[] arguments(Path out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("quickstart", "--out", out));
        arguments.addAll(List.of("--people", "20", "--pictures", "4", "--unseen-people", "8", "--pairs", "20"));
        for (String setting : List.of(
                "network.inputSize=32",
                "network.embeddingSize=16",
                "data.heldBackIdentities=4",
                "data.heldBackPairs=20",
                "sampling.identities=4",
                "run.steps=4",
                "run.evaluateEvery=2",
                "run.logEvery=1",
                "run.threads=1")) {
            arguments.addAll(List.of("--set", setting));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }
}
