package org.likeness.app.cli.text;

import org.jspecify.annotations.Nullable;
import org.likeness.core.Printable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The output of a command: text, or with {@code --json} one JSON document on standard output. */
public final class Output {
    @Option(names = "--json", description = "Print one JSON document to standard output.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    private @Nullable Progress running;

    /** Whether a JSON document is asked for. */
    boolean isJson() {
        return json;
    }

    /**
     * Gives the answer in the form that was asked for.
     *
     * @param text     lines for people
     * @param document a record or map for programs
     */
    public void answer(String text, Object document) {
        String answer = json ? document(document) : text.stripTrailing();
        spec.commandLine().getOut().println(Printable.lines(answer.replace(System.lineSeparator(), "\n")));
        spec.commandLine().getOut().flush();
    }

    /** A record or map as the JSON document that {@code --json} would answer with. */
    public static String document(Object answer) {
        return JsonMapper.builder() // not a constant: most answers are text, and a mapper takes a while to make
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS) // the same document for the same answer
                .build()
                .writeValueAsString(answer);
    }

    /** Says something on the way, on standard error; while a task runs, above how far it is. */
    public synchronized void note(String line) {
        if (running != null) {
            running.say(line);
        } else {
            spec.commandLine().getErr().println(Printable.line(line));
            spec.commandLine().getErr().flush();
        }
    }

    /** Starts to show how far a task is, on standard error. One task at a time. */
    public synchronized Progress progress(String task, long total) {
        int columns = Math.max(0, Integer.getInteger(Progress.COLUMNS, 0));
        running = new Progress(spec.commandLine().getErr(), task, total, columns, this::ended);
        return running;
    }

    private synchronized void ended(Progress progress) {
        if (progress == running) {
            running = null;
        }
    }
}
