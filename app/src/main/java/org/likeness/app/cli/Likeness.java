package org.likeness.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Problem;
import org.likeness.api.ProblemCode;
import org.likeness.api.WireJson;
import org.likeness.app.cli.data.DataCommand;
import org.likeness.app.cli.evaluate.CalibrateCommand;
import org.likeness.app.cli.evaluate.EvaluateCommand;
import org.likeness.app.cli.gallery.ForgetCommand;
import org.likeness.app.cli.gallery.GalleryCommand;
import org.likeness.app.cli.gallery.PeopleCommand;
import org.likeness.app.cli.models.ModelsCommand;
import org.likeness.app.cli.recognize.ClusterCommand;
import org.likeness.app.cli.recognize.EmbedCommand;
import org.likeness.app.cli.recognize.EnrollCommand;
import org.likeness.app.cli.recognize.IdentifyCommand;
import org.likeness.app.cli.recognize.VerifyCommand;
import org.likeness.app.cli.serve.AuditCommand;
import org.likeness.app.cli.serve.KeysCommand;
import org.likeness.app.cli.serve.ServeCommand;
import org.likeness.app.cli.spark.SparkCommand;
import org.likeness.app.cli.train.ExperimentCommand;
import org.likeness.app.cli.train.QuickstartCommand;
import org.likeness.app.cli.train.TrainCommand;
import org.likeness.core.EditDistance;
import org.likeness.core.Printable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: the only {@code main()}. */
@Command(
        name = "likeness",
        mixinStandardHelpOptions = true,
        version = Likeness.VERSION,
        description =
                "Face recognition for the JVM: train encoders with the triplet loss, measure them, recognize people.",
        footer = {
            "",
            "Examples:",
            "  likeness quickstart --out runs/first",
            "  likeness train --data photos/ --out runs/mine",
            "  likeness evaluate runs/mine/encoder.onnx --data other-people/",
            "  likeness enroll runs/mine/encoder.onnx --gallery staff.db ann ann.jpg",
            "  likeness identify runs/mine/encoder.onnx --gallery staff.db door.jpg",
            "",
            "Exit codes: 0 success; 2 a user mistake, explained in one line; 1 a bug, with its stack trace;",
            "130 training was interrupted and can be resumed; 141 the reader of the output closed it early."
        })
public final class Likeness {
    static final String VERSION = "likeness 0.1.0";

    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = List.of(
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
            ClusterCommand.class,
            ForgetCommand.class,
            PeopleCommand.class,
            GalleryCommand.class,
            ServeCommand.class,
            KeysCommand.class,
            AuditCommand.class,
            SparkCommand.class,
            SystemCommand.class,
            HelpCommand.class,
            CompletionCommand.class);

    /** Commands that are about the others. */
    private static final Set<String> NEED_ALL = Set.of("help", "completion");

    /** Exit code of a user's mistake. */
    static final int MISTAKE = 2;

    /** Exit code of a bug. */
    static final int BUG = 1;

    /** Exit code if the reader of the output closes it early: that of SIGPIPE. */
    static final int READER_GONE = 141;

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(answer(standardOutput(arguments), err, arguments));
    }

    private static OutputStream standardOutput(String... arguments) {
        return Arrays.stream(arguments).anyMatch(word -> word.startsWith("--processes"))
                ? StandardOutput.ofAnswersAlone()
                : StandardOutput.shared();
    }

    /**
     * Runs one command, and sees whether its answer has arrived.
     *
     * @param stream where the answer goes, in UTF-8
     * @param err    where everything else goes
     * @return the exit code
     */
    static int answer(OutputStream stream, PrintWriter err, String... arguments) {
        StandardOutput standard = new StandardOutput(stream);
        PrintWriter out = new PrintWriter(standard, true, StandardCharsets.UTF_8);
        int code = run(out, err, arguments);
        out.flush();
        return standard.failure().map(failure -> lost(failure, code, err)).orElse(code);
    }

    private static int lost(IOException failure, int code, PrintWriter err) {
        boolean silently = StandardOutput.isReaderGone(failure);
        if (!silently) {
            err.println(Printable.line(String.format(
                    Locale.ROOT,
                    "the output could not be written to standard output: %s; all other effects of the command remain",
                    failure.getMessage())));
        }
        if (code != 0) {
            return code;
        }
        return silently ? READER_GONE : MISTAKE;
    }

    /**
     * Runs one command.
     *
     * @param out where its answer goes
     * @param err where everything else goes
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        if (arguments.length == 1 && arguments[0].equals("--version")) { // known before picocli is loaded
            out.println(VERSION);
            return 0;
        }
        CommandLine line = commandLine(arguments);
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Optional<PrintWriter> documents = isJsonAsked(arguments) ? Optional.of(out) : Optional.empty();
        line.setParameterExceptionHandler((e, words) -> mistake(wrongArguments(e), err, documents));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, err, documents));
        showFootersAsTheyStand(line);
        if (arguments.length == 0) {
            line.usage(out);
            return 0;
        }
        try {
            return line.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError e) { // picocli hands on exceptions alone
            return failed(e, err, documents);
        }
    }

    /**
     * The command line with the commands that these words need: the one that they begin with, or all, as for help and for a name that
     * is mistyped. picocli takes longer to read the options of all commands than most commands take to answer.
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Likeness());
        String first = arguments.length == 0 ? "" : arguments[0];
        List<Class<?>> named = NEED_ALL.contains(first)
                ? List.of()
                : COMMANDS.stream()
                        .filter(command ->
                                command.getAnnotation(Command.class).name().equals(first))
                        .toList();
        (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
        return line;
    }

    /** Examples are copied: a line of a footer stays a line, however long it is. */
    private static void showFootersAsTheyStand(CommandLine line) {
        line.getHelpSectionMap()
                .put(
                        CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER,
                        help -> Arrays.stream(help.commandSpec().usageMessage().footer())
                                .map(text -> text + System.lineSeparator())
                                .collect(Collectors.joining()));
        line.getSubcommands().values().forEach(Likeness::showFootersAsTheyStand);
    }

    /** Known before the options are read, which may be what fails. */
    private static boolean isJsonAsked(String... arguments) {
        return Arrays.stream(arguments).takeWhile(word -> !word.equals("--")).anyMatch("--json"::equals);
    }

    private static Problem wrongArguments(CommandLine.ParameterException e) {
        return new Problem(
                ProblemCode.INVALID,
                String.format(
                        Locale.ROOT,
                        "%s%s. See: %s --help",
                        withoutFullStop(e.getMessage()),
                        wayOut(e),
                        e.getCommandLine().getCommandSpec().qualifiedName()));
    }

    /** A line for people, and where JSON is asked for the same as a document, so that standard output is one in any case. */
    private static int mistake(Problem problem, PrintWriter err, Optional<PrintWriter> documents) {
        String line = Printable.line(problem.detail());
        err.println(line);
        documents.ifPresent(out -> out.println(WireJson.write(new Problem(problem.code(), line))));
        return MISTAKE;
    }

    private static String wayOut(CommandLine.ParameterException e) {
        CommandLine line = e.getCommandLine();
        Set<String> commands = line.getSubcommands().keySet();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String typed = unmatched.getUnmatched().get(0);
            Set<String> known =
                    typed.startsWith("-") ? line.getCommandSpec().optionsMap().keySet() : commands;
            return EditDistance.nearest(typed.replaceFirst("=.*", ""), known)
                    .map(nearest -> "; the most similar one is: " + nearest)
                    .orElse("");
        }
        return commands.isEmpty() ? "" : ": " + String.join(" or ", commands);
    }

    private static int failed(Throwable e, PrintWriter err, Optional<PrintWriter> documents) {
        return ErrorMessages.describe(e)
                .map(problem -> mistake(problem, err, documents))
                .orElseGet(() -> {
                    LoggerFactory.getLogger(Likeness.class) // no constant: most commands log nothing
                            .error("this is a bug in likeness", e);
                    return BUG;
                });
    }

    private static String withoutFullStop(@Nullable String message) {
        String line = Printable.firstLine(message);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
