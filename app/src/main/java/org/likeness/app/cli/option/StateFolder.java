package org.likeness.app.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder in which the service keeps its files: {@code --state}, {@code LIKENESS_SERVE_STATE}, or a folder in the user's home. */
public final class StateFolder {
    private static final String VARIABLE = "LIKENESS_SERVE_STATE";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Folder of the service, with its access keys and its audit log. Default: $LIKENESS_SERVE_STATE, or"
                            + " ~/.likeness/server.")
    private @Nullable Path folder;

    /** It need not be there. */
    public Path folder() {
        if (folder != null) {
            return folder;
        }
        String stated = System.getenv(VARIABLE);
        return stated == null || stated.isBlank()
                ? Path.of(System.getProperty("user.home"), ".likeness", "server")
                : Path.of(stated);
    }

    /** The file of access keys. */
    public Path keys() {
        return folder().resolve("keys.json");
    }

    /** The file of the audit log. */
    public Path auditLog() {
        return folder().resolve("audit.jsonl");
    }
}
