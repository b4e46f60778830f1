package org.likeness.app.cli.text;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.WireJson;
import org.likeness.core.Printable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
     * @param document the same for programs
     */
    public void answer(String text, Answer document) {
        String answer = json ? WireJson.write(document) : text.stripTrailing();
        spec.commandLine().getOut().println(Printable.lines(answer.replace(System.lineSeparator(), "\n")));
        spec.commandLine().getOut().flush();
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
