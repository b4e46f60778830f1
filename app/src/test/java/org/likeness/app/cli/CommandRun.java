package org.likeness.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command answered.
 *
 * @param code its exit code
 * @param out  standard output
 * @param err  standard error
 */
record CommandRun(int code, String out, String err) {
    /** Runs a command in this process. */
    static CommandRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = Likeness.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** Standard output as the one JSON document that {@code --json} promises. */
    JsonNode json() {
        return JsonMapper.builder().build().readTree(out);
    }
}
