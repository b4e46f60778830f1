package org.likeness.app.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where a command's answer goes: text, or with {@code --json} one JSON document on standard output. */
final class Output {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(names = "--json", description = "Answer with one JSON document on standard output.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

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
    void answer(String text, Object document) {
        spec.commandLine().getOut().println(json ? JSON.writeValueAsString(document) : text.stripTrailing());
        spec.commandLine().getOut().flush();
    }

    /** Says something on the way, on standard error. */
    void note(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    /** A bar on a terminal, plain lines elsewhere; on standard error. */
    Progress progress(String task, long total) {
        return Progress.start(spec.commandLine().getErr(), task, total);
    }
}
