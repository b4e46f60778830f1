package org.likeness.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The command line in a Java of its own, for what cannot be tried in the test's: signals and limits. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final BufferedReader err;
    private final StringBuilder said = new StringBuilder();

    private ChildProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
        this.err = new BufferedReader(process.errorReader(StandardCharsets.UTF_8));
    }

    /**
     * Starts a command.
     *
     * @param folder for its standard output
     */
    static ChildProcess start(Path folder, Object... arguments) throws IOException {
        return start(folder, List.of(), List.of(), arguments);
    }

    /**
     * Starts a command.
     *
     * @param folder  for its standard output
     * @param options of its Java
     */
    static ChildProcess startWith(Path folder, List<String> options, Object... arguments) throws IOException {
        return start(folder, List.of(), options, arguments);
    }

    /**
     * Starts a command that can write no file larger than so many blocks of 512 or 1,024 bytes; a full disk is like it.
     *
     * @param folder for its standard output
     */
    static ChildProcess startLimited(Path folder, int blocks, Object... arguments) throws IOException {
        return start(folder, List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"), List.of(), arguments);
    }

    private static ChildProcess start(Path folder, List<String> starter, List<String> options, Object... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(starter);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                Likeness.class.getName()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        Path out = folder.resolve("standard-output.txt");
        return new ChildProcess(
                new ProcessBuilder(words).redirectOutput(out.toFile()).start(), out);
    }

    /** Returns the line on standard error that begins so; fails if the command ends before. */
    String awaitLine(String beginning) throws IOException {
        return awaitLine(Pattern.compile(Pattern.quote(beginning) + ".*"));
    }

    private String awaitLine(Pattern expected) throws IOException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            said.append(line).append('\n');
            if (expected.matcher(line).matches()) {
                return line;
            }
        }
        throw new AssertionError(String.format(Locale.ROOT, "it ended before it said \"%s\":%n%s", expected, said));
    }

    /** The address of a service, once it listens; in JSON as well. */
    String awaitAddress() throws IOException {
        return awaitLine(Pattern.compile(".*listening at .*"))
                .replace("\\/", "/")
                .replaceFirst(".*listening at (\\S+);.*", "$1");
    }

    /**
     * Takes what it says from now on, so that it never waits for that.
     *
     * @param kept lines that {@link #end} has: a service that logs requests for an hour says more than fits into memory
     */
    void readOn(Predicate<String> kept) {
        Thread reader = new Thread(
                () -> {
                    try {
                        readToEnd(kept);
                    } catch (IOException e) {
                        // it was killed
                    }
                },
                "standard error of " + pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** One thread at a time: a second one waits for the first. */
    private synchronized void readToEnd(Predicate<String> kept) throws IOException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (kept.test(line)) {
                said.append(line).append('\n');
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end, as a service manager does. */
    void terminate() {
        process.toHandle().destroy(); // leaves its output open
    }

    /** Ends it at once, without a chance to do anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Returns once it has ended. */
    CommandRun end() throws IOException, InterruptedException {
        readToEnd(line -> true);
        int code = process.waitFor();
        return new CommandRun(code, Files.readString(out), said.toString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
