package org.likeness.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: the only {@code main()}. */
@Command(
        name = "likeness",
        mixinStandardHelpOptions = true,
        version = "likeness 0.1.0",
        description = "Face embeddings on the JVM: learnt with the triplet loss, measured honestly, and served.",
        subcommands = {
            QuickstartCommand.class,
            DataCommand.class,
            TrainCommand.class,
            ExperimentCommand.class,
            EvaluateCommand.class,
            CalibrateCommand.class,
            ModelsCommand.class,
            EmbedCommand.class,
            VerifyCommand.class,
            EnrollCommand.class,
            IdentifyCommand.class,
            ForgetCommand.class,
            GalleryCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  likeness quickstart --out runs/first",
            "  likeness train --data photos/ --out runs/mine",
            "  likeness evaluate runs/mine/encoder.onnx --data other-people/",
            "  likeness enroll runs/mine/encoder.onnx --gallery staff.db ann ann.jpg",
            "  likeness identify runs/mine/encoder.onnx --gallery staff.db door.jpg",
            "",
            "Exit codes: 0 done; 2 a mistake in what was asked, said in one line; 1 a bug, with its trace;",
            "130 training was interrupted, and can be resumed."
        })
public final class Likeness {
    private static final Logger LOG = LoggerFactory.getLogger(Likeness.class);

    /** Exit code of a user's mistake. */
    static final int MISTAKE = 2;

    /** Exit code of a bug. */
    static final int BUG = 1;

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, arguments);
        out.flush();
        System.exit(code);
    }

    /**
     * Runs one command.
     *
     * @param out where its answer goes
     * @param err where everything else goes
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Likeness());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Likeness::wrongArguments);
        line.setExecutionExceptionHandler(Likeness::failed);
        if (arguments.length == 0) {
            line.usage(out);
            return 0;
        }
        return line.execute(arguments);
    }

    private static int wrongArguments(CommandLine.ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        line.getErr()
                .printf(
                        "%s%s. See: %s --help%n",
                        firstLine(e.getMessage()),
                        wayOut(e),
                        line.getCommandSpec().qualifiedName());
        return MISTAKE;
    }

    private static String wayOut(CommandLine.ParameterException e) {
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            return unmatched.getSuggestions().stream()
                    .findFirst()
                    .map(nearest -> "; the nearest there is: " + nearest)
                    .orElse("");
        }
        Set<String> commands = e.getCommandLine().getSubcommands().keySet();
        return commands.isEmpty() ? "" : ": " + String.join(" or ", commands);
    }

    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        return Mistakes.describe(e)
                .map(message -> {
                    line.getErr().println(message);
                    return MISTAKE;
                })
                .orElseGet(() -> {
                    LOG.error("this is a bug in likeness", e);
                    return BUG;
                });
    }

    private static String firstLine(@Nullable String message) {
        String line = String.valueOf(message).lines().findFirst().orElse("wrong arguments");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
