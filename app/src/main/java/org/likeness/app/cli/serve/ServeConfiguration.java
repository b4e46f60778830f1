package org.likeness.app.cli.serve;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What the options of the service are if they are not given: the variables {@code LIKENESS_SERVE_…} of the environment, then the
 * configuration file, a file of Java properties whose keys are the options' names. A name that is no option is refused.
 */
final class ServeConfiguration implements IDefaultValueProvider {
    private static final String FILE = "config";
    private static final String ENCODER = "encoder";
    private static final String VARIABLE = "LIKENESS_SERVE_";
    private static final Set<String> NOT_SET = Set.of("help", "version", "json");

    private final Map<String, String> environment;
    private final Map<Path, Map<String, String>> files = new HashMap<>(); // that were read

    ServeConfiguration() {
        this(System.getenv());
    }

    ServeConfiguration(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        CommandSpec command = argument.command();
        Map<String, String> variables = variables(command);
        String name = name(argument);
        if (variables.containsKey(name) || name.equals(FILE)) {
            return variables.get(name);
        }
        return Optional.<Object>ofNullable(command.findOption("--" + FILE).getValue())
                .map(String::valueOf)
                .or(() -> Optional.ofNullable(variables.get(FILE)))
                .map(file -> file(command, Path.of(file)).get(name))
                .orElse(null);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName().replaceFirst("^-+", "") : ENCODER;
    }

    /** What can be set, the file itself among it. */
    private static Set<String> known(CommandSpec command) {
        Set<String> names = new TreeSet<>(Set.of(ENCODER));
        command.options().forEach(option -> names.add(name(option)));
        names.removeAll(NOT_SET);
        return names;
    }

    private Map<String, String> variables(CommandSpec command) {
        Map<String, String> values = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(VARIABLE)) {
                String name = variable.substring(VARIABLE.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                requireKnown(command, known(command), name, "variable " + variable);
                values.put(name, value);
            }
        });
        return values;
    }

    private Map<String, String> file(CommandSpec command, Path file) {
        Map<String, String> read = files.get(file);
        if (read == null) {
            read = read(command, file);
            files.put(file, read);
        }
        return read;
    }

    private static Map<String, String> read(CommandSpec command, Path file) {
        Set<String> known = known(command);
        known.remove(FILE);
        Map<String, String> values = new TreeMap<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                String name = String.valueOf(key);
                requireKnown(command, known, name, file + ": \"" + name + "\"");
                if (values.putIfAbsent(name, String.valueOf(value).strip()) != null) {
                    throw refused(
                            command, "%s: \"%s\" is there twice; several values are separated by commas", file, name);
                }
                return null;
            }
        };
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw refused(command, "--config %s: it cannot be read: %s", file, e.getMessage());
        }
        return values;
    }

    private static void requireKnown(CommandSpec command, Set<String> known, String name, String where) {
        if (!known.contains(name)) {
            throw refused(command, "%s: there is no such setting; known are %s", where, String.join(", ", known));
        }
    }

    private static ParameterException refused(CommandSpec command, String format, @Nullable Object... values) {
        return new ParameterException(command.commandLine(), String.format(Locale.ROOT, format, values));
    }
}
