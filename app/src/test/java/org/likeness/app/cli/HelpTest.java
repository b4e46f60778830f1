package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    private static final Set<String> SPEAK_FOR_THEMSELVES = Set.of("help", "completion"); // in no JSON

    /** The words of every command that does something. */
    static Stream<String> commands() {
        return words(Likeness.commandLine(), "");
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
        assertThat(run.out()).startsWith("Usage: likeness " + command).contains("Example");
        assertThat(run.out().contains("--json")).isNotEqualTo(SPEAK_FOR_THEMSELVES.contains(command));
        assertThat(run.err()).isEmpty();
        assertThat(CommandRun.of((Object[]) ("help " + command).split(" "))
                        .assertDone()
                        .out())
                .isEqualTo(run.out());
    }

    /** An example is copied: it stands as it was written, in one line. */
    @ParameterizedTest
    @MethodSource("commands")
    void examplesAreNotBroken(String command) {
        CommandLine line = Likeness.commandLine();
        for (String word : command.split(" ")) {
            line = Objects.requireNonNull(line.getSubcommands().get(word), word);
        }
        assertThat(CommandRun.of((Object[]) ("help " + command).split(" "))
                        .out()
                        .lines())
                .contains(line.getCommandSpec().usageMessage().footer());
    }

    @Test
    void withoutACommandTheWholeIsExplained() {
        CommandRun run = CommandRun.of().assertDone();
        assertThat(run.out()).contains("Usage: likeness", "Examples:", "Exit codes:");
        assertThat(CommandRun.of("--version").assertDone().out()).startsWith("likeness ");
    }

    @Test
    void anUnknownCommandIsAMistakeWithASuggestion() {
        CommandRun.of("trian").assertMistake("trian", "the most similar one is: train", "likeness --help");
        CommandRun.of("help", "trian").assertMistake("trian", "the most similar one is: train");
        CommandRun.of("help", "data", "splitt").assertMistake("likeness data", "the most similar one is: split");
        CommandRun.of("gallery", "list", "--gallery", "x", "--galery=y")
                .assertMistake("the most similar one is: --gallery");
    }

    @Test
    void nothingIsSuggestedThatIsNotNear() {
        for (Object[] words : new Object[][] {{"doctor"}, {"help", "doctor"}, {"models", "list", "--steps"}}) {
            CommandRun run = CommandRun.of(words);
            run.assertMistake(words[words.length - 1].toString(), "--help");
            assertThat(run.err()).doesNotContain("nearest");
        }
    }

    @Test
    void bashCompletesCommandsAndOptions(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
        Path script = Files.writeString(
                folder.resolve("completion"),
                CommandRun.of("completion").assertDone().out());
        String ask = String.format(Locale.ROOT, """
                source '%s'
                COMP_WORDS=(likeness tr); COMP_CWORD=1; _complete_likeness; echo "${COMPREPLY[@]}"
                COMP_WORDS=(likeness gallery list --ga); COMP_CWORD=3; _complete_likeness 2>/dev/null; echo "${COMPREPLY[@]}"
                """, script);
        Process bash = new ProcessBuilder("/bin/bash", "--norc", "-c", ask)
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines().map(String::strip)).containsExactly("train", "--gallery");
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void aCommandThatOnlyGroupsOthersNamesThem() {
        CommandRun.of("gallery").assertMistake("list");
    }
}
