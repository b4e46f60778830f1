package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.embedding.ByteEmbedding;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.model.EncoderModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The example of {@code docs/serving.md} in JavaScript, run with the npm package onnxruntime-node; skipped where there is no node or
 * npm, or npm cannot have the package.
 */
@Tag("slow")
class ServingExampleTest {
    private static final String PACKAGE = "onnxruntime-node";
    private static final String VERSION = "1.23.2"; // that of the Java artifact, so that rounding is the same
    private static final Path INSTALLED = Path.of("target", "serving-example"); // kept for the next run
    private static final Path SCRIPT = Path.of("..", "examples", "serving", "embed.mjs");
    private static final int SIDE = 32;
    private static final long INSTALL_SECONDS = 180;
    private static final long RUN_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void javaScriptGetsTheSameEmbeddingsBytesAndDistance() throws IOException, InterruptedException {
        Path script = installed();
        Path encoder = blueFirst(Samples.encoder(folder, 1));
        Path ann = noise("ann.ppm", 1);
        Path bo = noise("bo.ppm", 2);
        Path out = folder.resolve("answer.json");
        assertThat(run(RUN_SECONDS, out, "node", script, encoder, ann, bo))
                .as(() -> read(out))
                .isTrue();
        JsonNode answer = JsonMapper.builder().build().readTree(read(out));

        Path faces = folder.resolve("faces.jsonl");
        CommandRun.of("embed", encoder, ann, bo, "--out", faces).assertDone();
        List<String> lines = Files.readAllLines(faces);
        for (int i = 0; i < lines.size(); i++) {
            float[] own =
                    numbers(JsonMapper.builder().build().readTree(lines.get(i)).at("/embedding"));
            assertThat(numbers(answer.at("/embeddings/" + i))).containsExactly(own, within(1e-5f));
            Embedding embedding = new Embedding(EncoderModel.read(encoder).space(), own);
            ByteEmbedding rounded = ByteEmbedding.of(embedding);
            JsonNode bytes = answer.at("/bytes/" + i);
            assertThat(bytes.at("/scale").asDouble()).isCloseTo(rounded.scale(), within(1e-6));
            float[] values = numbers(bytes.at("/values"));
            for (int j = 0; j < values.length; j++) {
                assertThat(values[j]).isCloseTo(rounded.values()[j], within(1f)); // a half is rounded either way
            }
        }
        JsonNode verified = CommandRun.of("verify", encoder, ann, bo, "--json").json();
        assertThat(answer.at("/distance").asDouble())
                .isPositive()
                .isCloseTo(verified.at("/distance").asDouble(), within(1e-6));
        assertThat(answer.at("/threshold").asDouble())
                .isEqualTo(verified.at("/threshold").asDouble());
    }

    @Test
    void theGuideQuotesTheExampleInPython() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "serving.md"));
        String quoted = guide.split("```python\\n", 2)[1].split("```", 2)[0];
        assertThat(Files.readString(SCRIPT.resolveSibling("embed.py"))).contains(quoted.indent(4));
    }

    /** The script beside the package that it imports. */
    private static Path installed() throws IOException, InterruptedException {
        assumeTrue(isThere("node"), "there is no node: the example in JavaScript is not run");
        Path description = INSTALLED.resolve("node_modules").resolve(PACKAGE).resolve("package.json");
        if (!Files.exists(description) || !Files.readString(description).contains("\"version\": \"" + VERSION + '"')) {
            assumeTrue(isThere("npm"), "there is no npm: the example in JavaScript is not run");
            Files.createDirectories(INSTALLED);
            Path log = INSTALLED.resolve("npm.txt");
            boolean done = run(
                    INSTALL_SECONDS,
                    log,
                    "npm",
                    "install",
                    "--prefix",
                    INSTALLED,
                    "--ignore-scripts", // which would fetch what only a graphics card needs
                    "--prefer-offline",
                    "--no-audit",
                    "--no-fund",
                    PACKAGE + "@" + VERSION);
            if (!done) {
                abort(String.format(
                        Locale.ROOT,
                        "npm cannot install %s, see %s: the example in JavaScript is not run",
                        PACKAGE,
                        log));
            }
        }
        Path copy = INSTALLED.resolve(SCRIPT.getFileName());
        return Files.write(copy, Files.readAllBytes(SCRIPT));
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(RUN_SECONDS, Files.createTempFile("version", ".txt"), program, "--version");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a program ended well in time; what it said is in the file. */
    private static boolean run(long seconds, Path said, Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        for (Object word : words) {
            command.add(word.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The same encoder of other pictures: blue first, and a mean for each channel. */
    private static Path blueFirst(Path file) {
        EncoderModel model = EncoderModel.read(file);
        EncoderSpec spec = model.spec();
        EncoderSpec other = new EncoderSpec(
                spec.inputWidth(),
                spec.inputHeight(),
                ColorOrder.BGR,
                new Normalization(List.of(104.5, 117.0, 122.75), 127.5),
                spec.crop(),
                spec.border(),
                spec.embeddingSize(),
                spec.distance(),
                spec.normalized(),
                spec.license(),
                spec.origin(),
                spec.provenance(),
                spec.calibration());
        EncoderModel.of(model.graph(), other, model.trainable()).write(file);
        return file;
    }

    private Path noise(String name, long seed) throws IOException {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        new SplittableRandom(seed).nextBytes(pixels);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(
                String.format(Locale.ROOT, "P6\n%d %d\n255\n", SIDE, SIDE).getBytes(StandardCharsets.US_ASCII));
        content.writeBytes(pixels);
        return Files.write(folder.resolve(name), content.toByteArray());
    }

    private static float[] numbers(JsonNode array) {
        float[] numbers = new float[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(array.get(i).asString());
        }
        return numbers;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
