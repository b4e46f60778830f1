package org.likeness.app.cli.spark;

import java.nio.file.Path;
import org.likeness.spark.embed.EmbeddedSet;
import picocli.CommandLine.Parameters;

/** The set that a command works on, which spark embed has embedded. */
final class EmbeddedArgument {
    @Parameters(index = "0", paramLabel = "EMBEDDED", description = "Folder of the embeddings.")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path folder;

    /** @throws org.likeness.core.LikenessException if it is none, or parts are missing */
    EmbeddedSet open() {
        return EmbeddedSet.open(folder);
    }

    /** The folder, as it was given. */
    @Override
    public String toString() {
        return folder.toString();
    }
}
