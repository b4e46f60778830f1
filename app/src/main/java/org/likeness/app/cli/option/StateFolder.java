package org.likeness.app.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder in which the service keeps its files: {@code --state}, or a folder in the user's home. */
public final class StateFolder {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder of the service, with its access keys and its audit log. Default: ~/.likeness/server.")
    private @Nullable Path folder;

    /** It need not be there. */
    public Path folder() {
        return folder == null ? Path.of(System.getProperty("user.home"), ".likeness", "server") : folder;
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
