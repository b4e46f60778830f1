package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    /** The words of every command that does something. */
    static Stream<String> commands() {
        return words(new CommandLine(new Likeness()), "");
    }

    private static Stream<String> words(CommandLine line, String before) {
        return line.getSubcommands().entrySet().stream().flatMap(command -> {
            String words = (before + " " + command.getKey()).strip();
            return command.getValue().getSubcommands().isEmpty() ? Stream.of(words) : words(command.getValue(), words);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithAnExampleAndAnswersInJson(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add("--help");
        CommandRun run = CommandRun.of(words.toArray()).assertDone();
        assertThat(run.out()).startsWith("Usage: likeness " + command).contains("Example", "--json");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void withoutACommandTheWholeIsExplained() {
        CommandRun run = CommandRun.of().assertDone();
        assertThat(run.out()).contains("Usage: likeness", "Examples:", "Exit codes:");
        assertThat(CommandRun.of("--version").assertDone().out()).startsWith("likeness ");
    }

    @Test
    void anUnknownCommandIsAMistakeWithASuggestion() {
        CommandRun.of("trian").assertMistake("trian", "the nearest there is: train", "likeness --help");
    }

    @Test
    void aCommandThatOnlyGroupsOthersNamesThem() {
        CommandRun.of("gallery").assertMistake("list");
    }
}
