package org.likeness.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.EditDistance;
import org.likeness.core.LikenessException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        helpCommand = true,
        description = "Explain a command, as its --help does.",
        footer = {"", "Examples:", "  likeness help train", "  likeness help data split"})
final class HelpCommand implements Runnable {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command; none for an overview.")
    private final List<String> words = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine asked = spec.root().commandLine();
        for (String word : words) {
            CommandLine inside = asked.getSubcommands().get(word);
            if (inside == null) {
                throw unknown(asked, word);
            }
            asked = inside;
        }
        asked.usage(spec.commandLine().getOut());
    }

    private static LikenessException unknown(CommandLine asked, String word) {
        String command = asked.getCommandSpec().qualifiedName();
        return LikenessException.invalid(EditDistance.nearest(
                        word, asked.getSubcommands().keySet())
                .map(near -> String.format(
                        Locale.ROOT, "%s has no command \"%s\"; the most similar one is: %s", command, word, near))
                .orElseGet(() -> String.format(
                        Locale.ROOT, "%s has no command \"%s\"; see: %s --help", command, word, command)));
    }
}
