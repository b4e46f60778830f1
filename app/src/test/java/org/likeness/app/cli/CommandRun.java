package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command answered.
 *
 * @param code its exit code
 * @param out  standard output
 * @param err  standard error
 */
public record CommandRun(int code, String out, String err) {
    /** Runs a command in this process. */
    public static CommandRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = Likeness.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** Words of a command, and more of them. */
    static Object[] words(Object[] words, Object... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
    }

    /** Asserts that this was a mistake, said in one line, with these words in it. */
    public void assertMistake(String... words) {
        assertThat(code).as("exit code; standard error: %s", err).isEqualTo(2);
        assertThat(err.strip()).as("one line").hasLineCount(1).contains(words);
        assertThat(out).as("standard output").isEmpty();
    }

    /** Asserts that this went well. */
    public CommandRun assertDone() {
        assertThat(code).as("exit code; standard error: %s", err).isZero();
        return this;
    }

    /** Standard output as the one JSON document that {@code --json} promises. */
    public JsonNode json() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readTree(out);
    }
}
