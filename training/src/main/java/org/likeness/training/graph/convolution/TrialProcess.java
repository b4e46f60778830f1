package org.likeness.training.graph.convolution;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process in which {@link ConvolutionTrials} runs, and may crash without consequences. It has the class path of this process, and exits
 * with it.
 */
final class TrialProcess implements Closeable {
    /** Far beyond the largest of them: whatever takes longer hangs. */
    private static final long MOST_MINUTES = 20;

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private TrialProcess(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        this.questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
    }

    /**
     * Starts a process that can be asked.
     *
     * @throws IOException if none starts here: no {@code java}, not its class path, no memory
     */
    static TrialProcess start() throws IOException {
        TrialProcess trials = new TrialProcess(builder().start());
        if (!ConvolutionTrials.READY.equals(trials.answer())) {
            trials.close();
            throw new IOException("the process ended before it was used");
        }
        return trials;
    }

    private static ProcessBuilder builder() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+SuppressFatalErrorMessage",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("org.bytedeco.") && !name.endsWith("maxPhysicalBytes"))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ConvolutionTrials.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
        if (System.getProperty("os.name")
                .equals("Linux")) { // glibc then looks at the borders of each block that is freed
            builder.environment().put("LD_PRELOAD", "libc_malloc_debug.so.0");
            builder.environment().put("MALLOC_CHECK_", "3");
            builder.environment()
                    .put("MALLOC_PERTURB_", "165"); // memory that is used anew holds no numbers of its earlier use
        }
        return builder;
    }

    /**
     * One line that asks for a convolution's error.
     *
     * @param threads that an operator may use
     */
    static String question(ConvolutionCase convolution, int threads) {
        return threads + " " + convolution.line();
    }

    /**
     * Tries a convolution.
     *
     * @return its error, or nothing if the process died or hung; it is then of no more use
     */
    OptionalDouble error(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            String answer = answer();
            return answer == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(answer));
        } catch (IOException | NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private @Nullable String answer() throws IOException {
        CompletableFuture<?> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES));
        try {
            return answers.readLine();
        } finally {
            limit.cancel(false);
        }
    }

    /** Ends the process. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
